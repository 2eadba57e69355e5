"""Owns the promise to send an answer by e-mail: kept on disk, settled once, when the question has ended."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from appliance.business.later.tables import EmailAnswerRow
from appliance.business.leads import Leads
from appliance.business.outbox import Outbox, Outgoing
from appliance.contract.chat import Outcome, QuestionState
from appliance.contract.leads import EmailAnswer, EmailAnswerRequest
from appliance.contract.outbox import OutboxKind
from appliance.contract.problems import ErrorCode, Refused, Unavailable
from appliance.core.clock import Now, iso
from appliance.core.database import Database

StateOf = Callable[[str], Awaitable[QuestionState]]
"""How a question stands; raises Refused when there is none."""

# A typing slip may be put right; a box that writes to whoever is named would be a tool for spam.
ADDRESSES_MOST = 3
LOOK_EVERY_S = 5.0
# More than are ever answered at once: those under way do not hide those that have ended.
AT_ONCE = 1_000


class Later:
    """Answers wanted by e-mail. The api alone writes."""

    def __init__(self, database: Database, outbox: Outbox, leads: Leads, now: Now) -> None:
        self._database = database
        self._outbox = outbox
        self._leads = leads
        self._now = now
        self._wanted: set[str] = set()
        # A question may end in the very moment in which its answer is wanted, and a button be pressed twice.
        self._one_at_a_time = asyncio.Lock()

    async def run(self, state_of: StateOf) -> None:
        """As long as the process: what a question's end left unsettled is settled, also from before a restart."""
        while True:
            with suppress(Unavailable):  # another process holds the database for long: soon again
                await self.once(state_of)
            await asyncio.sleep(LOOK_EVERY_S)

    async def once(self, state_of: StateOf) -> None:
        """Settle every wish whose question has ended, a bounded number of them."""
        open_ones = select(EmailAnswerRow.question_id).where(EmailAnswerRow.settled_at.is_(None)).distinct()
        async with self._database.session() as session:
            question_ids = list(await session.scalars(open_ones.limit(AT_ONCE)))
        for question_id in question_ids:
            try:
                state = await state_of(question_id)
            except Refused:  # erased meanwhile, and with it the wish
                await self._drop(question_id)
                continue
            if not state.running:
                await self._settle_all(state)

    def wanted_later(self, question_id: str) -> bool:
        """Does somebody wait for this answer by e-mail? Then it is not cancelled when nobody reads."""
        return question_id in self._wanted

    async def wish(self, question_id: str, request: EmailAnswerRequest, state_of: StateOf) -> EmailAnswer:
        """Send the answer to this address: at once when there is one, else as soon as the question has ended.

        While nothing is connected that could send it, the team is asked to.

        Raises Refused when there is no such question, or when its answer goes to many addresses already.
        """
        await state_of(question_id)
        await self._note(question_id, request)
        self._wanted.add(question_id)
        # Looked at once more: it may have ended while the wish was being written.
        state = await state_of(question_id)
        if not state.running:
            await self._settle_all(state)
        return EmailAnswer(question_id=question_id, email=request.email, answered=state.outcome is Outcome.ANSWERED)

    async def ended(self, state: QuestionState) -> None:
        """To be called with every question that has ended. What is no answer goes to the team instead."""
        if state.question_id in self._wanted:
            await self._settle_all(state)

    async def _settle_all(self, state: QuestionState) -> None:
        async with self._one_at_a_time, self._database.session() as session:
            for row in await session.scalars(_unsettled(state.question_id)):
                await self._settle(session, row, state)
        self._wanted.discard(state.question_id)

    async def _drop(self, question_id: str) -> None:
        async with self._database.session() as session:
            for row in await session.scalars(_unsettled(question_id)):
                await session.delete(row)

    async def _note(self, question_id: str, request: EmailAnswerRequest) -> None:
        of_it = select(EmailAnswerRow.email).where(EmailAnswerRow.question_id == question_id)
        async with self._one_at_a_time, self._database.session() as session:
            known = {email.lower() for email in await session.scalars(of_it)}
            if request.email.lower() in known:
                return
            if len(known) >= ADDRESSES_MOST:
                sentence = "This answer goes to several addresses already; it cannot be sent to more."
                raise Refused(ErrorCode.BAD_INPUT, sentence, field="email")
            session.add(
                EmailAnswerRow(
                    question_id=question_id, email=request.email, consent_text=request.consent_text,
                    asked_at=iso(self._now()), settled_at=None,
                )
            )  # fmt: skip

    async def _settle(self, session: AsyncSession, row: EmailAnswerRow, state: QuestionState) -> None:
        row.settled_at = iso(self._now())
        if state.outcome is Outcome.ANSWERED and self._outbox.takes(OutboxKind.ANSWER_BY_EMAIL):
            await self._outbox.put(session, _by_email(row.email, state))
            return
        await self._leads.add_unanswered(session, state.question_id, state.question, row.email, row.consent_text)


def _unsettled(question_id: str) -> Select[EmailAnswerRow]:
    return select(EmailAnswerRow).where(EmailAnswerRow.question_id == question_id, EmailAnswerRow.settled_at.is_(None))


def _by_email(email: str, state: QuestionState) -> Outgoing:
    payload = {
        "to": email, "question_id": state.question_id, "question": state.question, "answer": state.text,
        "sources": [source.model_dump(mode="json") for source in state.sources],
    }  # fmt: skip
    return Outgoing(OutboxKind.ANSWER_BY_EMAIL, f"answer:{state.question_id}:{email}", payload)
