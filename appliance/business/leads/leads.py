"""Owns leads: contact details a visitor left so that the team can answer, each kept once."""

from __future__ import annotations

import asyncio

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from appliance.business.leads import form
from appliance.business.leads.tables import LeadRow
from appliance.business.outbox import Outbox, Outgoing
from appliance.business.ports import Opening
from appliance.contract.leads import BookingWish, FormKind, Lead, LeadRequest
from appliance.contract.outbox import OutboxKind
from appliance.contract.problems import ErrorCode, Refused
from appliance.core.clock import Now, iso
from appliance.core.database import Database
from appliance.core.ids import new_id


class Leads:
    """The kept leads. The api alone writes; every lead is put into the outbox with it."""

    def __init__(self, database: Database, outbox: Outbox, opening: Opening, now: Now) -> None:
        self._database = database
        self._outbox = outbox
        self._opening = opening
        self._now = now
        # A button pressed twice sends twice, in the same moment.
        self._one_at_a_time = asyncio.Lock()

    async def add(self, request: LeadRequest, question: str) -> Lead:
        """Keep a form. The same one sent once more is the same lead, and the team hears of it once.

        With something new in it, or after it was handled, the lead is open again and the team hears of it anew: with
        what was written last, and with every note. Raises Refused, naming the field, when it cannot be kept.
        """
        form.check(request, await self._opening.local_now())
        key, when = form.once_key(request, question), form.wanted(request)
        open_then = await self._opening.open_at(when) if when else None
        async with self._one_at_a_time, self._database.session() as session:
            row = await session.scalar(select(LeadRow).where(LeadRow.once_key == key))
            told = form.fields(request, row.fields if row else {}, open_then)
            if row and (row.name, row.fields, row.handled_at) == (request.name, told, None):
                return _lead(row)
            row = row or self._new(request.kind, request.question_id, request.conversation_id, question, key)
            row.name, row.email, row.phone, row.fields = request.name, request.email, request.phone, told
            return await self._keep(session, row, request.consent_text)

    async def add_unanswered(
        self, session: AsyncSession, question_id: str, question: str, email: str, consent_text: str | None
    ) -> Lead:
        """An answer was promised by e-mail and the box cannot send one: the team is asked.

        Within the caller's transaction.
        """
        key = f"email_answer:{question_id}:{email.lower()}"
        if row := await session.scalar(select(LeadRow).where(LeadRow.once_key == key)):
            return _lead(row)
        row = self._new(FormKind.EMAIL_ANSWER, question_id, None, question, key)
        row.name, row.email, row.fields = email, email, {}
        return await self._keep(session, row, consent_text)

    async def handle(self, lead_id: str, handled: bool) -> Lead:
        """Mark a lead as handled, or take that back. Raises Refused when there is no such lead."""
        async with self._database.session() as session:
            row = await session.get(LeadRow, lead_id)
            if row is None:
                raise Refused(ErrorCode.NOT_FOUND, "There is no such lead.")
            row.handled_at = (row.handled_at or iso(self._now())) if handled else None
            return _lead(row)

    async def latest(self, limit: int, open_only: bool = False) -> list[Lead]:
        """Newest first; with `open_only` those that nobody has handled."""
        wanted = select(LeadRow).order_by(LeadRow.left_at.desc()).limit(limit)
        if open_only:
            wanted = wanted.where(LeadRow.handled_at.is_(None))
        async with self._database.session() as session:
            return [_lead(row) for row in await session.scalars(wanted)]

    async def count_since(self, moment: str) -> int:
        """Leads left since `moment`, UTC, ISO 8601."""
        async with self._database.session() as session:
            return await session.scalar(select(func.count()).where(LeadRow.left_at >= moment)) or 0

    def _new(
        self, kind: FormKind, question_id: str | None, conversation_id: str | None, question: str, key: str
    ) -> LeadRow:
        return LeadRow(
            id=new_id("lead"), kind=kind, question_id=question_id, conversation_id=conversation_id,
            question=question, once_key=key,
        )  # fmt: skip

    async def _keep(self, session: AsyncSession, row: LeadRow, consent_text: str | None) -> Lead:
        row.left_at = row.consent_at = iso(self._now())
        row.handled_at, row.consent_text = None, consent_text
        row.consent_version = form.consent_version(consent_text) if consent_text else None
        session.add(row)
        # By id alone: whoever sends it reads the lead as it is then, and nothing of one that was erased.
        payload = {"about": "lead", "lead_id": row.id}
        # With its time: a lead that was left once more is told of once more.
        await self._outbox.put(session, Outgoing(OutboxKind.ALERT, f"alert:{row.id}:{row.left_at}", payload))
        await self._outbox.put(session, Outgoing(OutboxKind.LEAD, f"lead:{row.id}:{row.left_at}", payload))
        return _lead(row)


def _lead(row: LeadRow) -> Lead:
    booking = row.fields.get("booking")
    return Lead(
        id=row.id, kind=FormKind(row.kind), question=row.question, name=row.name, email=row.email, phone=row.phone,
        note=row.fields.get("note"), booking=BookingWish.model_validate(booking) if booking else None,
        left_at=row.left_at, handled_at=row.handled_at, consent_at=row.consent_at, consent_text=row.consent_text,
        consent_version=row.consent_version,
    )  # fmt: skip
