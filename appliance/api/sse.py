"""Owns server-sent events on the wire: numbering, names, keeping the line open."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from typing import Any, TypeVar

from fastapi.responses import StreamingResponse

from appliance.contract.chat import ChatEvent
from appliance.contract.handoff import ConversationEvent

# A comment this often keeps proxies from closing a quiet stream, and shows a closed one early.
PING_S = 10.0
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}

Event = TypeVar("Event", ChatEvent, ConversationEvent)
NumberedEvents = AsyncGenerator[tuple[int, Event], None]
# Held until they are done: the loop itself forgets tasks that nobody holds.
_closing: set[asyncio.Task[None]] = set()


def stream(events: NumberedEvents[Event]) -> StreamingResponse:
    """Send the events as they come; leaving closes the generator."""
    return StreamingResponse(_lines(events), media_type="text/event-stream", headers=HEADERS)


async def _lines(events: NumberedEvents[Event]) -> AsyncGenerator[str, None]:
    coming = asyncio.ensure_future(anext(events, None))
    try:
        while True:
            done, _ = await asyncio.wait((coming,), timeout=PING_S)
            if not done:
                yield ": still here\n\n"
                continue
            if (numbered := coming.result()) is None:
                return
            number, event = numbered
            yield f"id: {number}\nevent: {event.event}\ndata: {event.model_dump_json()}\n\n"
            coming = asyncio.ensure_future(anext(events, None))
    finally:
        # In a task of its own: a reader that leaves cancels this one again at every wait, until it has ended.
        closing = asyncio.ensure_future(_close(coming, events))
        _closing.add(closing)
        closing.add_done_callback(_closing.discard)
        await asyncio.shield(closing)


async def _close(coming: asyncio.Future[Any], events: NumberedEvents[Event]) -> None:
    coming.cancel()
    await asyncio.wait((coming,))
    await events.aclose()
