"""Owns hand-offs as others see them: ask for a person, take, say, end; what happens by itself as time goes by."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Literal

from sqlalchemy.ext.asyncio import AsyncSession

from appliance.business.hand_off import machine, store
from appliance.business.hand_off.deeds import Deeds
from appliance.business.hand_off.listeners import Listeners
from appliance.business.hand_off.tables import HandOffMessageRow, HandOffRow
from appliance.business.ports import Languages, Opening, Talks
from appliance.contract.handoff import HandOff, HandOffMessage, HandOffReason, HandOffState, Speaker
from appliance.contract.problems import ErrorCode, Refused, Unavailable
from appliance.core.clock import Now, iso
from appliance.core.database import Database
from appliance.core.ids import new_id
from appliance.core.language import language_of

Asking = Literal[HandOffReason.VISITOR, HandOffReason.TRIAGE, HandOffReason.TWO_FAILED]

LOOK_EVERY_S = 1.0
DUE_AT_ONCE = 100
# More than any team can look after: somebody plays with the button.
OPEN_MOST = 200


class HandOffs:
    """The hand-offs of all conversations. The api alone writes, one change after the other."""

    def __init__(
        self,
        database: Database,
        deeds: Deeds,
        listeners: Listeners,
        opening: Opening,
        languages: Languages,
        talks: Talks,
        now: Now,
    ) -> None:
        self._database = database
        self._deeds = deeds
        self._listeners = listeners
        self._opening = opening
        self._languages = languages
        self._talks = talks
        self._now = now
        # Two of the team may take the same conversation in the same moment.
        self._one_at_a_time = asyncio.Lock()

    async def call(self, conversation_id: str, question_id: str | None, question: str, reason: Asking) -> HandOff:
        """Ask for a person, in the language of the conversation. Asked again while one is there, nothing changes.

        Waiting while the shop is open, missed at once when it is closed; `told` is what the visitor is to read.
        Raises Unavailable when more wait or talk than anybody could look after.
        """
        history = await self._talks.history(conversation_id)
        language = language_of(question, await self._languages(), history)
        event, opens = machine.ASKED[reason], ""
        if not await self._opening.open_now():
            event, opens = machine.Event.ASKED_WHILE_CLOSED, await self._opening.opens_next(language) or ""
        async with self._change() as session:
            row = await store.open_in(session, conversation_id)
            if row is None and await store.count_for_people(session) >= OPEN_MOST:
                raise Unavailable(ErrorCode.BUSY, "Many people are asking for the team. Please try again.", 30)
            row = row or self._new(conversation_id, question_id, question, reason, language)
            await self._deeds.happen(session, row, event, opens)
        return self._told(row)

    async def take(self, hand_off_id: str, name: str) -> HandOff:
        """`name` talks with the visitor now; said again by the same person, nothing changes.

        Raises Refused when somebody else does already, or when it is over.
        """
        async with self._change() as session:
            row = await store.find(session, hand_off_id)
            await self._take(session, row, name)
        return self._told(row)

    async def step_in(self, conversation_id: str, name: str) -> HandOff:
        """The same without having been asked. Raises Refused when there is no such conversation."""
        history = await self._talks.history(conversation_id)
        language = language_of(" ".join(history), await self._languages())
        async with self._change() as session:
            row = await store.open_in(session, conversation_id)
            if not (row or history):
                raise Refused(ErrorCode.NOT_FOUND, "There is no such conversation.")
            row = row or self._new(conversation_id, None, history[-1], HandOffReason.OWNER, language)
            await self._take(session, row, name)
        return self._told(row)

    async def say(self, hand_off_id: str, text: str) -> HandOffMessage:
        """Words of the person who took it. Raises Refused when nobody did, or when it is over."""
        async with self._change() as session:
            row = await store.find(session, hand_off_id)
            message = await self._said(session, row, machine.Event.PERSON_SAID, Speaker.PERSON, text)
        self._listeners.ring(row.conversation_id)
        return store.message(message)

    async def visitor_said(self, conversation_id: str, text: str) -> HandOffMessage | None:
        """Words of the visitor for the person who talks with them; None when nobody does: the assistant answers."""
        if not machine.silent(await self.state_of(conversation_id)):
            return None  # as nearly always: no question waits for another one's turn here
        async with self._change() as session:
            row = await store.open_in(session, conversation_id)
            if row is None or not machine.silent(HandOffState(row.state)):
                return None
            unanswered = await store.unanswered(session, conversation_id)
            event = machine.Event.VISITOR_WENT_ON if unanswered else machine.Event.VISITOR_SAID
            message = await self._said(session, row, event, Speaker.VISITOR, text)
        self._listeners.ring(row.conversation_id)
        return store.message(message)

    async def end(self, hand_off_id: str) -> HandOff:
        """The team hands the conversation back; while it waits, that means that nobody comes."""
        async with self._change() as session:
            row = await store.find(session, hand_off_id)
            await self._deeds.happen(session, row, machine.Event.OWNER_ENDED)
        return self._told(row)

    async def withdraw(self, conversation_id: str) -> None:
        """The visitor wants no person (any more); nothing happens where nobody was asked for."""
        async with self._change() as session:
            row = await store.open_in(session, conversation_id)
            if row:
                await self._deeds.happen(session, row, machine.Event.VISITOR_ENDED)
        self._listeners.ring(conversation_id)

    async def state_of(self, conversation_id: str) -> HandOffState | None:
        """None when the assistant answers as ever: nobody was asked for, or that is over."""
        async with self._database.session() as session:
            row = await store.open_in(session, conversation_id)
        return HandOffState(row.state) if row else None

    async def get(self, hand_off_id: str) -> HandOff:
        async with self._database.session() as session:
            return store.hand_off(await store.find(session, hand_off_id))

    async def listed(self, limit: int = 100, ended: bool = False) -> list[HandOff]:
        """All that have not ended, the oldest first; with `ended` those that have, newest first."""
        async with self._database.session() as session:
            return [store.hand_off(row) for row in await store.listed(session, limit, ended)]

    async def run(self) -> None:
        """As long as the process: what is due happens, also what became due while the box was off."""
        while True:
            with suppress(Unavailable):  # another process holds the database for long: a second later, then
                await self.once()
            await asyncio.sleep(LOOK_EVERY_S)

    async def once(self) -> None:
        """Every hand-off whose time is over goes on, a bounded number of them."""
        moment = iso(self._now())
        async with self._database.session() as session:
            due = await store.due(session, moment, DUE_AT_ONCE)
        for hand_off_id in due:
            async with self._change() as session:
                row = await store.find(session, hand_off_id)
                if row.due_at is None or row.due_at > moment:
                    continue  # somebody came or said something meanwhile
                unanswered = await store.unanswered(session, row.conversation_id)
                await self._deeds.happen(session, row, machine.when_due(HandOffState(row.state), unanswered))
            self._listeners.ring(row.conversation_id)

    @asynccontextmanager
    async def _change(self) -> AsyncIterator[AsyncSession]:
        async with self._one_at_a_time, self._database.session() as session:
            yield session

    async def _take(self, session: AsyncSession, row: HandOffRow, name: str) -> None:
        if row.state == HandOffState.TALKING and row.person == name:
            return
        row.person = name
        await self._deeds.happen(session, row, machine.Event.TAKEN)

    async def _said(
        self, session: AsyncSession, row: HandOffRow, event: machine.Event, by: Speaker, text: str
    ) -> HandOffMessageRow:
        await self._deeds.happen(session, row, event)
        name = row.person if by is Speaker.PERSON else None
        return await store.add_message(session, row, by, text, iso(self._now()), name)

    def _new(
        self, conversation_id: str, question_id: str | None, question: str, reason: HandOffReason, language: str
    ) -> HandOffRow:
        """Not kept yet, and without a state: that is what happens to it next."""
        return HandOffRow(
            id=new_id("ho"), conversation_id=conversation_id, question_id=question_id, question=question,
            reason=reason, language=language, person=None, asked_at=iso(self._now()), told="",
        )  # fmt: skip

    def _told(self, row: HandOffRow) -> HandOff:
        self._listeners.ring(row.conversation_id)
        return store.hand_off(row)
