"""Owns how a walk meets the caches: an answer told before, passages found before, an answer worth keeping."""

from __future__ import annotations

from typing import Protocol

from appliance.chat.cache.caches import Caches
from appliance.chat.cache.keeping.entry import CachedAnswer, Told
from appliance.chat.cache.keeping.key import CacheKey
from appliance.chat.ladder.walk import Walk
from appliance.contract.cache import CacheLayer
from appliance.contract.chat import Done, Source
from appliance.contract.retrieval import Found
from appliance.contract.triage import Verdict


class Memory(Protocol):
    """What was told and found before."""

    async def find(self, walk: Walk) -> CachedAnswer | None: ...

    async def search(self, walk: Walk, limit: int) -> Found: ...

    async def confirm(self, walk: Walk) -> CachedAnswer | None: ...

    async def keep(self, walk: Walk, text: str, sources: tuple[Source, ...], done: Done) -> None: ...


class CachedMemory:
    """The caches; the key of a question is made once a walk."""

    def __init__(self, caches: Caches) -> None:
        self._caches = caches

    async def find(self, walk: Walk) -> CachedAnswer | None:
        """The answer told before, by the same words or the same meaning."""
        return self._helped(walk, await self._caches.answers.find(walk.asked, await self._key(walk)))

    async def search(self, walk: Walk, limit: int) -> Found:
        found = await self._caches.passages.search(walk.asked, limit, (await self._key(walk)).versions)
        if found.passages and not found.steps:
            walk.cache_layers += (CacheLayer.RETRIEVAL,)
        return found

    async def confirm(self, walk: Walk) -> CachedAnswer | None:
        """The answer to a question in other words, now that the passages are known."""
        return self._helped(walk, await self._caches.answers.confirm(walk.asked, await self._key(walk), walk.found))

    async def keep(self, walk: Walk, text: str, sources: tuple[Source, ...], done: Done) -> None:
        """Whether it may be kept is the caches' own rule."""
        if done.rung is None:
            return
        told = Told(
            text=text,
            sources=sources,
            rung=done.rung,
            outcome=done.outcome,
            passages=walk.told,
            found=walk.found,
            verdict=walk.judgement.verdict if walk.judgement else Verdict.PASS,
            topic=walk.sorted.topic if walk.sorted else None,
            asked_by=walk.question.priority,
        )
        await self._caches.answers.keep(walk.asked, await self._key(walk), told)

    async def _key(self, walk: Walk) -> CacheKey:
        if walk.key is None:
            walk.key = await self._caches.keys.key(walk.asked, walk.shop, walk.settings.max_words)
        return walk.key

    def _helped(self, walk: Walk, answer: CachedAnswer | None) -> CachedAnswer | None:
        if answer:
            walk.cache_layers += (answer.layer,)
        return answer
