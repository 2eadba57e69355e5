"""Owns server-sent events on the wire: numbering, names, keeping the line open."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import TypeVar

from fastapi.responses import StreamingResponse

from appliance.contract.chat import ChatEvent
from appliance.contract.handoff import ConversationEvent

# A comment this often keeps proxies from closing a quiet stream, and shows a closed one early.
PING_S = 10.0
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}

Event = TypeVar("Event", ChatEvent, ConversationEvent)
NumberedEvents = AsyncGenerator[tuple[int, Event], None]


def stream(events: NumberedEvents[Event]) -> StreamingResponse:
    """Send the events as they come; leaving closes the generator."""
    return StreamingResponse(_lines(events), media_type="text/event-stream", headers=HEADERS)


async def _lines(events: NumberedEvents[Event]) -> AsyncGenerator[str, None]:
    async with aclosing(events):
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
            coming.cancel()
            await asyncio.wait((coming,))
