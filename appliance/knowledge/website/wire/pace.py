"""Owns the pauses between two requests to a website."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from appliance.core.clock import Monotonic

Sleep = Callable[[float], Awaitable[None]]


class Pace:
    """Lets one request go in `pause_s` seconds, counted from the start of the one before."""

    def __init__(self, pause_s: float, clock: Monotonic, sleep: Sleep) -> None:
        self.pause_s = pause_s
        self._clock, self._sleep = clock, sleep
        self._next_at = clock()

    async def turn(self) -> None:
        """Wait until the next request may go."""
        if (left := self._next_at - self._clock()) > 0:
            await self._sleep(left)
        self._next_at = self._clock() + self.pause_s
