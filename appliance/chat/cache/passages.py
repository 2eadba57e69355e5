"""Owns the passages that were found for a question, as long as nothing has changed since."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import Protocol

from appliance.chat.cache.figures import Count
from appliance.contract.cache import CacheLayer, LayerRate, Versions
from appliance.contract.retrieval import Asked, Found
from appliance.core.clock import Monotonic
from appliance.core.questions.fingerprint import written

MOST = 500
# What counts as found may be judged anew a minute after documents changed.
HOLDS_S = 600.0


class Search(Protocol):
    """Finds passages."""

    async def search(self, asked: Asked, limit: int) -> Found: ...


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What decides what is found."""

    question: str
    history: tuple[str, ...]
    language: str
    limit: int
    versions: Versions


class PassageCache:
    """Searches once for the same question; what was found with a part missing is found again."""

    def __init__(self, knowledge: Search, clock: Monotonic, most: int = MOST) -> None:
        self._knowledge = knowledge
        self._clock = clock
        self._most = most
        self._found: OrderedDict[_Wanted, tuple[float, Found]] = OrderedDict()
        self._count = Count()

    async def search(self, asked: Asked, limit: int, versions: Versions) -> Found:
        """As knowledge finds it; without steps when it was found before."""
        history = tuple(map(written, asked.history))
        wanted = _Wanted(written(asked.text), history, asked.language, limit, versions)
        known = self._known(wanted)
        self._count.add(hit=known is not None)
        if known is not None:
            return known
        found = await self._knowledge.search(asked, limit)
        if found.passages and found.complete and not found.reading:
            self._found[wanted] = self._clock(), replace(found, steps=())
            while len(self._found) > self._most:
                self._found.popitem(last=False)
        return found

    def _known(self, wanted: _Wanted) -> Found | None:
        kept_at, found = self._found.get(wanted, (-HOLDS_S, None))
        if found is None or self._clock() - kept_at >= HOLDS_S:
            return None
        self._found.move_to_end(wanted)
        return found

    def clear(self) -> None:
        self._found.clear()

    def rates(self) -> dict[CacheLayer, LayerRate]:
        return {CacheLayer.RETRIEVAL: self._count.rate(CacheLayer.RETRIEVAL, len(self._found))}
