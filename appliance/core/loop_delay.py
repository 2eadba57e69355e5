"""Owns measuring how late an event loop comes to its work: the sign that something blocks it."""

from __future__ import annotations

import asyncio
from collections import deque

EVERY_S = 0.05
KEPT = 1_200  # one minute


class LoopDelay:
    """Sleeps again and again and keeps how much too late it woke, in milliseconds, over the last minute."""

    def __init__(self) -> None:
        self._late_ms: deque[float] = deque(maxlen=KEPT)

    async def watch(self) -> None:
        """Runs until cancelled."""
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + EVERY_S
            await asyncio.sleep(EVERY_S)
            self._late_ms.append(max(0.0, (loop.time() - due) * 1000))

    def p99_ms(self) -> float:
        late = sorted(self._late_ms)
        return round(late[int(len(late) * 0.99)], 2) if late else 0.0

    def max_ms(self) -> float:
        return round(max(self._late_ms, default=0.0), 2)
