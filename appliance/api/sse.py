"""Owns server-sent events on the wire: numbering, names, keeping the line open."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

from fastapi.responses import StreamingResponse

from appliance.contract.chat import ChatEvent

# A comment this often keeps proxies from closing a quiet stream, and shows a closed one early.
PING_S = 10.0
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}

NumberedEvents = AsyncGenerator[tuple[int, ChatEvent], None]


def stream(events: NumberedEvents) -> StreamingResponse:
    """Send the events as they come; leaving closes the generator."""
    return StreamingResponse(_lines(events), media_type="text/event-stream", headers=HEADERS)


async def _lines(events: NumberedEvents) -> AsyncGenerator[str, None]:
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
