"""Owns an answer as it is kept and as it is told again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from appliance.chat.cache.keeping.key import CacheKey
from appliance.chat.ports import Priority
from appliance.contract.cache import CacheLayer
from appliance.contract.chat import Outcome, Rung, Source
from appliance.contract.retrieval import Asked, Found, FoundPassage
from appliance.contract.triage import Topic, Verdict
from appliance.core.questions.fingerprint import Fingerprint, fingerprint
from appliance.core.questions.likeness import Array


@dataclass(frozen=True, slots=True)
class Told:
    """An answer that has just been told: its words, the passages they stand on, and what was found beside them."""

    text: str
    sources: tuple[Source, ...]
    rung: Rung
    outcome: Outcome
    passages: tuple[FoundPassage, ...]
    found: Found
    verdict: Verdict = Verdict.PASS
    topic: Topic | None = None
    asked_by: Priority = "visitor"


@dataclass(frozen=True, slots=True)
class CachedAnswer:
    """An answer that was told before. A stale one is being made anew; `kept_at` is when it was made."""

    text: str
    sources: tuple[Source, ...]
    rung: Rung
    layer: CacheLayer
    stale: bool
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """A kept answer. `passages` are the names of those it stands on, `best` of the best that was found.

    `vector` is None when the embedder was away: then only the same words find it.
    """

    id: str
    scope: str
    facts: str
    knowledge: int
    question: str
    language: str
    text: str
    sources: tuple[Source, ...]
    rung: Rung
    passages: frozenset[str]
    best: str
    kept_at: datetime
    embedder: str | None
    vector: Array | None
    print: Fingerprint

    @property
    def documents(self) -> frozenset[str]:
        return frozenset(name.rpartition("/")[0] for name in self.passages)

    def asked(self) -> Asked:
        return Asked(self.question, self.language)


def entry_of(
    asked: Asked, key: CacheKey, told: Told, kept_at: datetime, embedder: str | None, vector: Array | None
) -> Entry:
    return Entry(
        id=key.name(asked.text),
        scope=key.scope(),
        facts=key.versions.facts,
        knowledge=key.versions.knowledge,
        question=asked.text,
        language=asked.language,
        text=told.text,
        sources=told.sources,
        rung=told.rung,
        passages=frozenset(map(place, told.passages)),
        best=place(told.found.passages[0]),
        kept_at=kept_at,
        embedder=embedder,
        vector=vector,
        print=fingerprint(asked.text, asked.language),
    )


def place(passage: FoundPassage) -> str:
    """The name of a passage: its document and where in it."""
    return f"{passage.document_id}/{passage.position}"
