"""Owns the egress ledger: one row before anything leaves the box, closed once when it is known how it ended."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Mapped, mapped_column

from appliance.contract.egress import MICROS, EgressContent, EgressDay, EgressOutcome, EgressRow, Leaving
from appliance.core.clock import DAY_CHARS, Now, iso, iso_day
from appliance.core.database import Database, Table


class EgressTable(Table):
    """Append-only: triggers refuse to delete a row, and to change one that is closed."""

    __tablename__ = "egress"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - as SQLAlchemy wants it

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[str] = mapped_column(index=True)
    host: Mapped[str]
    why: Mapped[str]
    content: Mapped[str]
    job_id: Mapped[str]
    bytes_out: Mapped[int]
    bytes_in: Mapped[int]
    outcome: Mapped[str]
    cost_micros: Mapped[int]


class EgressLedger:
    """The scheduler alone writes: nothing else speaks outwards."""

    def __init__(self, database: Database, now: Now) -> None:
        self._database = database
        self._now = now

    async def begin(self, leaving: Leaving) -> int:
        """Write the row; its number. Only then may it leave."""
        row = EgressTable(
            at=iso(self._now()), host=leaving.host, why=leaving.why, content=leaving.content, job_id=leaving.job_id,
            bytes_out=leaving.bytes_out, bytes_in=0, outcome=EgressOutcome.LEAVING, cost_micros=leaving.cost_micros,
        )  # fmt: skip
        async with self._database.session() as session:
            session.add(row)
        return row.id

    async def close(self, row_id: int, outcome: EgressOutcome, bytes_in: int, cost_micros: int) -> None:
        """How it ended. Raises sqlalchemy's IntegrityError for a row that is closed already."""
        async with self._database.session() as session:
            row = await session.get_one(EgressTable, row_id)
            row.outcome, row.bytes_in, row.cost_micros = outcome, bytes_in, cost_micros

    async def latest(self, limit: int) -> list[EgressRow]:
        """Newest first."""
        async with self._database.session() as session:
            rows = await session.scalars(select(EgressTable).order_by(EgressTable.id.desc()).limit(limit))
            return [_row(row) for row in rows]

    async def days(self, count: int) -> list[EgressDay]:
        """Sums of the latest days in UTC on which something left, newest first."""
        first = iso_day(self._now() - timedelta(days=count - 1))
        day = func.substr(EgressTable.at, 1, DAY_CHARS)
        sums = select(
            day, func.count(), func.sum(EgressTable.bytes_out), func.sum(EgressTable.bytes_in),
            func.sum(EgressTable.cost_micros),
        ).where(EgressTable.at >= first).group_by(day).order_by(day.desc())  # fmt: skip
        async with self._database.session() as session:
            return [
                EgressDay(day=day, times=times, bytes_out=out, bytes_in=back, cost=micros / MICROS)
                for day, times, out, back, micros in await session.execute(sums)
            ]

    async def times(self, content: EgressContent, since: str) -> int:
        """How often this sort of thing left from this day or moment on."""
        count = select(func.count()).where(EgressTable.content == content, EgressTable.at >= since)
        async with self._database.session() as session:
            return await session.scalar(count) or 0

    async def spent_micros(self, content: EgressContent, since: str) -> int:
        """What this sort of thing has cost from this day or moment on (UTC, ISO 8601), as millionths."""
        spent = select(func.sum(EgressTable.cost_micros)).where(EgressTable.content == content, EgressTable.at >= since)
        async with self._database.session() as session:
            return await session.scalar(spent) or 0


def _row(row: EgressTable) -> EgressRow:
    return EgressRow(
        id=row.id, at=row.at, host=row.host, why=row.why, content=EgressContent(row.content), job_id=row.job_id,
        bytes_out=row.bytes_out, bytes_in=row.bytes_in, outcome=EgressOutcome(row.outcome),
        cost=row.cost_micros / MICROS,
    )  # fmt: skip
