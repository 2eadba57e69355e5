"""Owns carrying events from the engine's thread to one HTTP response, and the visitor's leaving back to the engine."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import suppress
from dataclasses import asdict
from typing import TypeVar

import structlog
from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from appliance.contract.problems import ErrorCode, ShopbellError
from appliance.model_server.generation.admission import Ticket
from appliance.model_server.generation.engine_thread import EngineThread
from appliance.model_server.generation.values import Broken, Deliver, Event, Finished, Generation, Priority

Result = TypeVar("Result")
log = structlog.get_logger()


class Delivery:
    """The events of all choices of one request. Holds at most as many as tokens were asked for."""

    def __init__(self, engine: EngineThread) -> None:
        self._engine = engine
        self._loop = asyncio.get_running_loop()
        self._events: asyncio.Queue[tuple[int, Event]] = asyncio.Queue()
        self._open: dict[int, str] = {}

    def submit(self, generations: Sequence[Generation], priority: Priority, deadline: float) -> None:
        """Raises Refused or Unavailable; then nothing was put in line."""
        self._open = {index: generation.id for index, generation in enumerate(generations)}
        self._engine.submit(
            [
                Ticket(generation, priority, deadline, self._deliver(index))
                for index, generation in enumerate(generations)
            ]
        )

    async def events(self) -> AsyncIterator[tuple[int, Event]]:
        """(choice, event) until every choice is finished. Raises ShopbellError when one breaks."""
        while self._open:
            index, event = await self._events.get()
            if isinstance(event, Broken):
                self._open.pop(index, None)
                raise event.error
            if isinstance(event, Finished):
                id = self._open.pop(index, None)
                log.info("answered", id=id, tokens=event.completion_tokens, **asdict(event.timings))
            yield index, event

    def close(self) -> None:
        """Nobody reads any more: what is not finished is cancelled."""
        if self._open:
            self._engine.cancel(tuple(self._open.values()))
            self._open.clear()

    def _deliver(self, index: int) -> Deliver:
        def deliver(event: Event) -> None:
            with suppress(RuntimeError):  # the loop is closed: the process is ending
                self._loop.call_soon_threadsafe(self._events.put_nowait, (index, event))

        return deliver


class ClosingStream(StreamingResponse):
    """A stream that closes its delivery however it ends, also before its first byte."""

    def __init__(self, content: AsyncIterator[bytes], delivery: Delivery) -> None:
        super().__init__(content, media_type="text/event-stream", headers={"Cache-Control": "no-cache"})
        self._delivery = delivery

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._delivery.close()


async def unless_gone(request: Request, work: Awaitable[Result]) -> Result:
    """Wait for `work`, but no longer than the caller does. Raises ShopbellError (cancelled) when they leave."""
    working = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait((working, leaving), return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise ShopbellError(ErrorCode.CANCELLED, "The caller left before the answer was ready.")
        return working.result()
    finally:
        working.cancel()
        leaving.cancel()
        await asyncio.gather(working, leaving, return_exceptions=True)


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
