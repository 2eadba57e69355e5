"""Owns how long a quick part may take: what is too slow is passed over; too slow again and again, left alone."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog

from appliance.contract.problems import ShopbellError
from appliance.core.clock import Monotonic
from appliance.inference.breaker import Breaker

log = structlog.get_logger()
T = TypeVar("T")


class Deadline:
    """For one part that others can do without. After some failures in a row it is not asked for a while."""

    def __init__(self, name: str, seconds: float, clock: Monotonic) -> None:
        self._name = name
        self._seconds = seconds
        self._breaker = Breaker(clock)

    async def within(self, ask: Callable[[], Awaitable[T]]) -> T | None:
        """What was asked for; None when it failed, came too late, or rests."""
        if not self._breaker.allows():
            return None
        try:
            async with asyncio.timeout(self._seconds):
                answer = await ask()
        except (TimeoutError, ShopbellError) as failure:
            self._breaker.failed()
            log.warning("passed_over", what=self._name, why=repr(failure))
            return None
        self._breaker.succeeded()
        return answer
