"""Owns making stale answers anew in the background: each once at a time, few together, none without an end."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable

import structlog

from appliance.chat.cache.keeping.key import CacheKey
from appliance.contract.retrieval import Asked
from appliance.core.clock import Now

log = structlog.get_logger()

Refresh = Callable[[Asked, CacheKey], Awaitable[None]]
"""Answers a question anew, below the cache and with priority `background`, and keeps the answer under this key."""

AT_ONCE = 1
WAITING_MOST = 32
REFRESH_S = 120.0
# Who failed or was refused is not tried again at once: the model may be away.
AGAIN_S = 60.0
REMEMBERED = 500


class Refresher:
    """Starts nothing before `refresh` has been set."""

    def __init__(self, now: Now, at_once: int = AT_ONCE, limit_s: float = REFRESH_S) -> None:
        self.refresh: Refresh | None = None
        self._now = now
        self._limit_s = limit_s
        self._turns = asyncio.Semaphore(at_once)
        self._running: dict[str, asyncio.Task[None]] = {}
        self._begun: OrderedDict[str, float] = OrderedDict()

    def start(self, name: str, asked: Asked, key: CacheKey) -> bool:
        """Begin, unless it has begun already, was tried a moment ago, or too many wait; True when it has begun now."""
        moment = self._now().timestamp()
        if self.refresh is None or name in self._running or len(self._running) >= WAITING_MOST:
            return False
        if moment - self._begun.get(name, -AGAIN_S) < AGAIN_S:
            return False
        self._begun[name] = moment
        while len(self._begun) > REMEMBERED:
            self._begun.popitem(last=False)
        task = asyncio.create_task(self._run(self.refresh, asked, key))
        self._running[name] = task
        task.add_done_callback(lambda done: self._ended(name, done))
        return True

    async def idle(self) -> None:
        """Wait until nothing is being made anew."""
        await asyncio.gather(*self._running.values(), return_exceptions=True)

    async def close(self) -> None:
        for task in self._running.values():
            task.cancel()
        await self.idle()

    async def _run(self, refresh: Refresh, asked: Asked, key: CacheKey) -> None:
        async with self._turns, asyncio.timeout(self._limit_s):
            await refresh(asked, key)

    def _ended(self, name: str, task: asyncio.Task[None]) -> None:
        self._running.pop(name, None)
        if not task.cancelled() and (error := task.exception()):
            log.warning("refresh_failed", error=repr(error))
