"""Owns the daily job that takes expired facts out of what questions find."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Protocol

from appliance.knowledge.ports import Progress


class FactsDoor(Protocol):
    """The facts as the worker reaches them: through the api, which alone writes. Blocking."""

    def refresh_facts(self) -> None: ...


class RefreshFacts:
    """Runs in the worker."""

    def __init__(self, facts: FactsDoor) -> None:
        self._facts = facts

    async def run(self, payload: Mapping[str, str], progress: Progress) -> None:
        await progress(0, 1)
        await asyncio.to_thread(self._facts.refresh_facts)
        await progress(1, 1)
