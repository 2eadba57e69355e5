"""Owns leads: contact details a visitor left so that the team can answer."""

from __future__ import annotations

from sqlalchemy import Text, func, select
from sqlalchemy.orm import Mapped, mapped_column

from appliance.contract.leads import Lead, LeadRequest
from appliance.contract.problems import ErrorCode, Refused
from appliance.core.clock import Now, iso
from appliance.core.database import Database, Table
from appliance.core.ids import new_id


class LeadRow(Table):
    """One lead. The question's words are kept with it: they may be erased elsewhere."""

    __tablename__ = "leads"

    id: Mapped[str] = mapped_column(primary_key=True)
    question_id: Mapped[str]
    question: Mapped[str] = mapped_column(Text)
    name: Mapped[str]
    email: Mapped[str | None]
    phone: Mapped[str | None]
    left_at: Mapped[str] = mapped_column(index=True)


class Leads:
    """The kept leads. The api alone writes."""

    def __init__(self, database: Database, now: Now) -> None:
        self._database = database
        self._now = now

    async def add(self, request: LeadRequest, question: str) -> Lead:
        """Keep contact details. Raises Refused when there is neither an e-mail address nor a phone number."""
        if not (request.email or request.phone):
            raise Refused(ErrorCode.BAD_INPUT, "Please leave an e-mail address or a phone number.")
        row = LeadRow(
            id=new_id("lead"),
            question_id=request.question_id,
            question=question,
            name=request.name.strip(),
            email=request.email,
            phone=request.phone,
            left_at=iso(self._now()),
        )
        async with self._database.session() as session:
            session.add(row)
        return _lead(row)

    async def latest(self, limit: int) -> list[Lead]:
        async with self._database.session() as session:
            rows = await session.scalars(select(LeadRow).order_by(LeadRow.left_at.desc()).limit(limit))
            return [_lead(row) for row in rows]

    async def count_since(self, moment: str) -> int:
        """Leads left since `moment`, UTC, ISO 8601."""
        async with self._database.session() as session:
            return await session.scalar(select(func.count()).where(LeadRow.left_at >= moment)) or 0


def _lead(row: LeadRow) -> Lead:
    return Lead(id=row.id, question=row.question, name=row.name, email=row.email, phone=row.phone, left_at=row.left_at)
