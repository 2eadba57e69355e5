"""Owns a cache of answers for tests: a real table, time and knowledge that change when told to, vectors of words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import numpy as np

from appliance.chat.cache.answers import AnswerCache
from appliance.chat.cache.keeping.entry import CachedAnswer, Told
from appliance.chat.cache.keeping.key import CacheKey, conversation_state
from appliance.chat.cache.keeping.rows import AnswerRows
from appliance.chat.cache.keeping.shelf import AnswerShelf
from appliance.contract.cache import Versions
from appliance.contract.chat import Outcome, Rung
from appliance.contract.retrieval import Asked, Found, FoundPassage, Trust
from appliance.core.database import Database
from tests.unit.chat.played import RENTAL
from tests.unit.knowledge.bag_of_words import PLACES, BagOfWords

MIDDLE = np.zeros(PLACES, dtype=np.float32)


class Shop:
    """Knowledge that counts its changes."""

    def __init__(self) -> None:
        self.facts = "facts 1"
        self.revision = 1
        self.day = date(2026, 10, 7)
        self.changes: dict[str, int] = {}

    def change(self, document: str) -> None:
        self.revision += 1
        self.changes[document] = self.revision

    async def versions(self) -> Versions:
        return Versions(self.facts, self.revision, self.day)

    async def changed(self, since: Versions) -> Mapping[str, int]:
        return {document: at for document, at in self.changes.items() if at > since.knowledge}


@dataclass
class Kept:
    """A cache with everything it stands on."""

    database: Database
    shop: Shop = field(default_factory=Shop)
    vectors: BagOfWords = field(default_factory=BagOfWords)
    moment: datetime = datetime(2026, 10, 7, 12, 0, tzinfo=UTC)
    most: int = 5_000
    caches: list[AnswerCache] = field(default_factory=list)

    @property
    def cache(self) -> AnswerCache:
        """One for the whole test, unless `restart` was called."""
        return self.caches[-1] if self.caches else self._begin()

    def _begin(self) -> AnswerCache:
        rows, shelf = AnswerRows(self.database), AnswerShelf(self.most)
        self.caches.append(AnswerCache(rows, shelf, self.vectors, self.shop, lambda: MIDDLE, lambda: self.moment))
        return self.caches[-1]

    async def restart(self) -> None:
        await self.cache.close()
        await self._begin().open()

    def wait(self, **time: float) -> None:
        self.moment += timedelta(**time)

    async def key(self, asked: Asked) -> CacheKey:
        versions = await self.shop.versions()
        return CacheKey("shop", asked.language, "persona", "model", versions, "", conversation_state(asked), 80)

    async def keep(self, question: str, told: Told | None = None, *history: str) -> None:
        asked = Asked(question, "en", history)
        await self.cache.keep(asked, await self.key(asked), told or told_of())

    async def find(self, question: str, *history: str) -> CachedAnswer | None:
        asked = Asked(question, "en", history)
        return await self.cache.find(asked, await self.key(asked))

    async def confirm(
        self, question: str, *found: FoundPassage, trust: Trust = Trust.SURE, after: str = ""
    ) -> CachedAnswer | None:
        asked = Asked(question, "en", (after,) if after else ())
        return await self.cache.confirm(asked, await self.key(asked), Found(found, trust))


def told_of(
    text: str = "The deposit for a city bike is $200.",
    *passages: FoundPassage,
    rung: Rung = Rung.GENERATED,
    outcome: Outcome = Outcome.ANSWERED,
) -> Told:
    """An answer as the model gives it, from these passages."""
    stands_on = passages or (RENTAL,)
    sources = tuple(passage.source() for passage in stands_on)
    return Told(text, sources, rung, outcome, stands_on, Found(stands_on, Trust.SURE))
