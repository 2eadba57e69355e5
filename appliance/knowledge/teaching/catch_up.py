"""Owns the background work of teaching: what waits for the embedder is shown to it as soon as it is there."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from appliance.contract.problems import ShopbellError
from appliance.knowledge.teaching.gaps.gaps import Gaps
from appliance.knowledge.teaching.gaps.placing import Placing
from appliance.knowledge.teaching.ways import Ways

# Nobody tells when the embedder is back.
AGAIN_S = 30.0


class CatchUp:
    """Runs as long as the process; a missed question wakes it."""

    def __init__(self, gaps: Gaps, placing: Placing, ways: Ways) -> None:
        self._gaps = gaps
        self._placing = placing
        self._ways = ways

    async def run(self) -> None:
        while True:
            self._gaps.arrived.clear()
            if not await self.once():
                with suppress(TimeoutError):
                    async with asyncio.timeout(AGAIN_S):
                        await self._gaps.arrived.wait()

    async def once(self) -> bool:
        """Work off what waits, a bounded piece; False when nothing is left or the embedder is away."""
        try:
            return bool(await self._ways.catch_up() + await self._placing.place())
        except ShopbellError:  # or another process holds the database for long
            return False
