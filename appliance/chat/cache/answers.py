"""Owns a question's way to an answer that was told before, and an answer's way to being told again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from appliance.chat.cache.figures import Count, Fates
from appliance.chat.cache.judging.matching import (
    MISSPELT,
    SAME_WORDS,
    misspelt,
    same_but_for_accents,
    same_words,
    speaks_of,
)
from appliance.chat.cache.judging.private import of_one_visitor, overturns, worth_keeping
from appliance.chat.cache.keeping.entry import CachedAnswer, Entry, Told, entry_of, place
from appliance.chat.cache.keeping.journal import Journal
from appliance.chat.cache.keeping.key import CacheKey
from appliance.chat.cache.keeping.rows import AnswerRows
from appliance.chat.cache.keeping.shelf import AnswerShelf
from appliance.chat.cache.refreshing import Refresher
from appliance.chat.ports import Changes, Vectors
from appliance.contract.cache import CacheLayer, LayerRate, Versions
from appliance.contract.chat import Rung
from appliance.contract.problems import ShopbellError
from appliance.contract.retrieval import Asked, Found, Trust
from appliance.core.clock import Now
from appliance.core.questions.fingerprint import fingerprint
from appliance.core.questions.follow_up import stands_alone
from appliance.core.questions.likeness import Array, Middle, array, likeness

FRESH = timedelta(hours=24)
# A quotation may have stood in for a model that was busy or away.
FRESH_QUOTATION = timedelta(hours=1)
KEPT = timedelta(days=7)
# The embedder answers in 15 ms; the rungs below wait for this one.
FIND_WAIT_S = 0.06
KEEP_WAIT_S = 0.5
LONG_AGO = Versions("", 0, date.min)

Fits = Callable[[Entry], bool]


class AnswerCache:
    """Asks the same words first, then the same meaning, then what was found.

    `middle` is the mean vector of typical questions, around which likeness is judged.
    """

    def __init__(
        self, rows: AnswerRows, shelf: AnswerShelf, vectors: Vectors, changes: Changes, middle: Middle, now: Now
    ) -> None:
        self._rows = rows
        self._vectors = vectors
        self._changes = changes
        self._middle = middle
        self._now = now
        self._shelf = shelf
        self._journal = Journal(rows)
        self.refresher = Refresher(now)
        self.fates = Fates()
        self._by_words, self._by_meaning = Count(), Count()
        self._seen = LONG_AGO
        self._noticing = asyncio.Lock()

    async def open(self) -> None:
        """Take the answers of before into memory; those that are too old are deleted."""
        since = self._now() - KEPT
        await self._rows.drop_before(since)
        for entry in await self._rows.read(since, self._shelf.most):
            self._shelf.put(entry)

    async def find(self, asked: Asked, key: CacheKey) -> CachedAnswer | None:
        """The answer to this question, told for it or for one that asks the same; None when none is certain.

        A stale one is told and made anew in the background. Within 60 ms, whatever the embedder does. Later in a
        conversation only a question that stands alone is certain before it has been looked up.
        """
        await self._notice(key.versions)
        if of_one_visitor(asked) or not _stands_alone(asked):
            return None
        exact = self._usable(self._shelf.get(key.name(asked.text)))
        self._by_words.add(hit=exact is not None)
        if exact:
            return self._tell(exact, CacheLayer.QUESTION, key)
        print = fingerprint(asked.text, asked.language)
        same = await self._nearest(asked, key, lambda entry: same_words(print, entry.print), SAME_WORDS)
        self._by_meaning.add(hit=same is not None)
        return self._tell(same, CacheLayer.ANSWER, key) if same else None

    async def confirm(self, asked: Asked, key: CacheKey, found: Found) -> CachedAnswer | None:
        """An answer to this question, also with words spelled otherwise, now that it has been looked up.

        None when none is certain: its passages must have been found again, and the best must be the same one. What
        they tell of a thing that the visitor asked about before must have been told too.
        """
        if of_one_visitor(asked) or found.trust is not Trust.SURE or not found.passages:
            return None
        print, language = fingerprint(asked.text, asked.language), asked.language

        def same(entry: Entry) -> bool:
            agree = asked.history and same_words(print, entry.print)
            agree = agree or same_but_for_accents(print, entry.print, found.passages, language)
            return bool(agree) and _found_again(entry, asked, found)

        def written_otherwise(entry: Entry) -> bool:
            return misspelt(print, entry.print, found.passages, language) and _found_again(entry, asked, found)

        entry = await self._nearest(asked, key, same, SAME_WORDS)
        entry = entry or await self._nearest(asked, key, written_otherwise, MISSPELT)
        self._by_meaning.asked += not _stands_alone(asked)  # who does was counted when it was looked for by its words
        self._by_meaning.hits += entry is not None
        return self._tell(entry, CacheLayer.ANSWER, key) if entry else None

    async def keep(self, asked: Asked, key: CacheKey, told: Told) -> None:
        """Keep what was just told, if it may be told to others.

        What is not known any more is given up, and what was made anew and came out as nothing to be kept.
        """
        name = key.name(asked.text)
        if not worth_keeping(asked, told):
            if overturns(asked, told) and (gone := self._shelf.get(name)):
                self._drop([gone])
            return
        embedder, vector = await self._vector(asked.text, KEEP_WAIT_S)
        entry = entry_of(asked, key, told, self._now(), embedder, vector)
        if await self._overtaken(entry, key.versions):
            return
        self.fates.refreshed += name in self._shelf
        self._journal.dropped(self._shelf.put(entry))
        self._journal.kept(entry)

    async def clear(self) -> None:
        self._shelf.clear()
        await self._journal.clear()

    async def close(self) -> None:
        """Stop making answers anew and write what is not on disk yet."""
        await self.refresher.close()
        await self._journal.close()

    def rates(self) -> dict[CacheLayer, LayerRate]:
        return {
            CacheLayer.QUESTION: self._by_words.rate(CacheLayer.QUESTION, len(self._shelf)),
            CacheLayer.ANSWER: self._by_meaning.rate(CacheLayer.ANSWER, len(self._shelf)),
        }

    async def _notice(self, versions: Versions) -> None:
        """Give up what stood on something that has changed since the last question."""
        async with self._noticing:
            if versions == self._seen or versions.knowledge < self._seen.knowledge:
                return
            changed = await self._changes.changed(self._seen)
            oldest = self._now() - KEPT
            self._drop(
                self._shelf.those(
                    lambda entry: entry.facts != versions.facts or entry.kept_at < oldest or _changed(entry, changed)
                )
            )
            self._seen = versions

    async def _overtaken(self, entry: Entry, versions: Versions) -> bool:
        """Did something that the answer stands on change while it was written?"""
        current = await self._changes.versions()
        return current.facts != versions.facts or _changed(entry, await self._changes.changed(versions))

    async def _nearest(self, asked: Asked, key: CacheKey, fits: Fits, border: float) -> Entry | None:
        """The nearest in meaning of those that fit, if it is near enough; without any no vector is needed."""
        middle = self._middle()
        within = self._shelf.within(key.scope())
        fitting = [entry for entry in within if entry.vector is not None and fits(entry) and self._usable(entry)]
        if not fitting or middle is None:
            return None
        embedder, vector = await self._vector(asked.text, FIND_WAIT_S)
        if vector is None:
            return None
        ranked = [(_near(vector, entry, middle), entry) for entry in fitting if entry.embedder == embedder]
        near, best = max(ranked, key=lambda one: one[0], default=(0.0, None))
        return best if near >= border else None

    async def _vector(self, text: str, within_s: float) -> tuple[str | None, Array | None]:
        try:
            async with asyncio.timeout(within_s):
                return await self._vectors.model_id(), array(await self._vectors.query(text))
        except (ShopbellError, TimeoutError):
            return None, None

    def _usable(self, entry: Entry | None) -> Entry | None:
        return entry if entry and self._now() - entry.kept_at < KEPT else None

    def _tell(self, entry: Entry, layer: CacheLayer, key: CacheKey) -> CachedAnswer:
        fresh = FRESH_QUOTATION if entry.rung is Rung.EXTRACT else FRESH
        stale = self._now() - entry.kept_at >= fresh or entry.knowledge < key.versions.knowledge
        if stale:
            self.fates.stale += 1
            self.refresher.start(entry.id, entry.asked(), key)
        if entry.id in self._shelf:
            self._shelf.used(entry.id)
        return CachedAnswer(entry.text, entry.sources, entry.rung, layer, stale, entry.kept_at)

    def _drop(self, entries: Iterable[Entry]) -> None:
        gone = [entry for entry in entries if self._shelf.drop(entry.id)]
        self.fates.dropped += len(gone)
        self._journal.dropped(gone)


def _stands_alone(asked: Asked) -> bool:
    return not asked.history or stands_alone(asked.text, asked.language)


def _found_again(entry: Entry, asked: Asked, found: Found) -> bool:
    places = {place(passage): passage for passage in found.passages}
    if entry.best != next(iter(places)) or not entry.passages <= places.keys():
        return False
    stands_on = [places[name] for name in {entry.best, *entry.passages}]
    return not speaks_of(asked.history, f"{entry.question}\n{entry.text}", stands_on, asked.language)


def _changed(entry: Entry, changed: Mapping[str, int]) -> bool:
    return any(changed.get(document, 0) > entry.knowledge for document in entry.documents)


def _near(vector: Array, entry: Entry, middle: Array) -> float:
    return 0.0 if entry.vector is None else likeness(vector, entry.vector, middle)
