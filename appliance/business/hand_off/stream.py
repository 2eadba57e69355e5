"""Owns the visitor's stream of one conversation: every message in order, from where they were, until it is over."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

from appliance.business.hand_off import store
from appliance.business.hand_off.listeners import Listeners
from appliance.business.ports import Talks
from appliance.contract.handoff import ConversationEvent, HandOffChanged, HandOffMessage, MessageSaid
from appliance.contract.problems import ErrorCode, Refused
from appliance.core.database import Database

# Whoever is still there after this takes it up again where it ended.
LISTEN_S = 1_800.0
AT_ONCE = 100

NumberedEvents = AsyncGenerator[tuple[int, ConversationEvent], None]


class ConversationStream:
    """Reads from the database: what was said while nobody listened, or before a restart, comes all the same."""

    def __init__(self, database: Database, talks: Talks, listeners: Listeners, listen_s: float = LISTEN_S) -> None:
        self._database = database
        self._talks = talks
        self._listeners = listeners
        self._listen_s = listen_s

    async def require(self, conversation_id: str) -> None:
        """Raises Refused when there is no such conversation."""
        async with self._database.session() as session:
            known = await store.latest_in(session, conversation_id)
        if not (known or await self._talks.history(conversation_id)):
            raise Refused(ErrorCode.NOT_FOUND, "There is no such conversation.")

    async def check_room(self, conversation_id: str) -> None:
        """Raises Refused when there is no such conversation, Unavailable when too many listen to it already."""
        await self.require(conversation_id)
        self._listeners.check_room(conversation_id)

    async def events(self, conversation_id: str, after: int) -> NumberedEvents:
        """Numbered events after number `after`.

        Ends when the last hand-off has ended and all of it was told, after half an hour, or when the box stops.
        Where nobody was asked for yet it waits: somebody of the team may step in.
        """
        loop = asyncio.get_running_loop()
        ends_at = loop.time() + self._listen_s
        with self._listeners.bell(conversation_id) as bell:
            while True:
                bell.clear()  # before looking: what is said from here on rings again
                found, over = await self._look(conversation_id, after)
                for message in found:
                    after = message.number
                    yield after, event_of(message)
                if not found and (over or self._listeners.closed):
                    return
                if not found and not await _rings(bell, ends_at - loop.time()):
                    return

    def close(self) -> None:
        """End every stream."""
        self._listeners.close()

    async def thread(self, conversation_id: str, after: int = 0) -> list[HandOffMessage]:
        """What was said after number `after`, a bounded piece."""
        async with self._database.session() as session:
            rows = await store.messages(session, conversation_id, after, AT_ONCE)
        return [store.message(row) for row in rows]

    async def _look(self, conversation_id: str, after: int) -> tuple[list[HandOffMessage], bool]:
        """What is new, and whether nothing more will come."""
        async with self._database.session() as session:
            # In this order: what is over by now has its last words written.
            over = (
                await store.open_in(session, conversation_id) is None
                and await store.latest_in(session, conversation_id) is not None
            )
            rows = await store.messages(session, conversation_id, after, AT_ONCE)
        return [store.message(row) for row in rows], over


def event_of(message: HandOffMessage) -> ConversationEvent:
    if message.state:
        return HandOffChanged(state=message.state, detail=message.text, name=message.name, form=message.form)
    return MessageSaid(said_by=message.said_by, name=message.name, text=message.text, at=message.at)


async def _rings(bell: asyncio.Event, within_s: float) -> bool:
    try:
        async with asyncio.timeout(within_s):
            await bell.wait()
    except TimeoutError:
        return False
    return True
