"""Owns a question's way to passages: vectors and keywords, with the visitor's earlier turns."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from sqlalchemy import Row, exists, or_, select, tuple_

from appliance.contract.knowledge import DocumentState, Origin, Place
from appliance.contract.problems import ShopbellError
from appliance.contract.retrieval import Asked, Found, FoundPassage, Step, Trust
from appliance.core.clock import Now, monotonic
from appliance.core.database import Database
from appliance.core.questions.follow_up import may_lean
from appliance.inference.deadline import Deadline
from appliance.knowledge.index import keyword_index
from appliance.knowledge.index.centre import Centre
from appliance.knowledge.index.generations import Index
from appliance.knowledge.index.refilling import key
from appliance.knowledge.ports import Embedder, Vector
from appliance.knowledge.retrieval.closer_look import look_closer
from appliance.knowledge.retrieval.gate import Gate
from appliance.knowledge.retrieval.left_out import leaves_out
from appliance.knowledge.retrieval.ranking import Candidate, Evidence, in_language, ranked
from appliance.knowledge.retrieval.strange import is_strange
from appliance.knowledge.retrieval.subject import is_new
from appliance.knowledge.tables import DocumentRow, PassageRow

CANDIDATES = 40
KEYWORD_CANDIDATES = 60
HISTORY_TURNS = 3
# With earlier turns the question alone still counts; for half, when it seems to begin a new subject.
ALONE_WEIGHT = 0.15
NEW_WEIGHT = 0.5
# The embedder answers in 15 ms; a question goes on with keywords alone rather than wait for it.
EMBED_WAIT_S = 0.5
# Chroma answers in 5 ms; words alone do while it hangs or fails.
NEAREST_WAIT_S = 0.5
# In the first seconds of a box the index is still being opened; waiting for it beats "I do not know".
OPEN_WAIT_S = 6.0


# Columns instead of rows as objects: a hundred of those take longer to make than everything else here.
COLUMNS = (
    PassageRow.document_id,
    PassageRow.position,
    PassageRow.heading,
    PassageRow.text,
    PassageRow.page,
    PassageRow.row,
    PassageRow.anchor,
    PassageRow.vector,
    DocumentRow.title,
    DocumentRow.url,
    DocumentRow.origin,
    DocumentRow.language,
)


@dataclass(frozen=True, slots=True)
class Query:
    """One text to search for: its vector (None when the embedder is away), BM25 by passage key."""

    vector: Vector | None
    keywords: dict[str, float]


@dataclass(frozen=True, slots=True)
class Steps:
    """How long each step took."""

    taken: list[Step] = field(default_factory=list)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        began = monotonic()
        try:
            yield
        finally:
            self.taken.append(Step(name, began, monotonic() - began))


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found: by all turns together, if there are several, and by the last one alone.

    `complete` when both words and vectors were compared.
    """

    candidates: Sequence[Candidate]
    evidence: Sequence[Evidence]
    steps: Steps
    complete: bool

    def best_first(self, alone: float = ALONE_WEIGHT) -> list[FoundPassage]:
        """`alone` is the share that the last turn has by itself, where there are several."""
        weights = (1 - alone, alone) if len(self.evidence) > 1 else (1.0,)
        weighed = zip(self.evidence, weights, strict=False)  # nothing was found where there is no evidence
        return ranked(self.candidates, [replace(one, weight=weight) for one, weight in weighed])


@dataclass(frozen=True, slots=True)
class Understood:
    """The question as it is understood, what its trust is judged by, and what is told; both best first."""

    asked: Asked
    judged: list[FoundPassage]
    passages: list[FoundPassage]

    @classmethod
    def of(cls, asked: Asked, looked: Looked) -> Understood:
        """A new subject is judged by itself: what was said before would lend it the trust of another answer."""
        together = looked.best_first()
        found = cls(asked, together, look_closer(asked, together))
        if not asked.history or may_lean(asked.text, asked.language):
            return found
        itself, alone = replace(asked, history=()), looked.best_first(1.0)
        if not is_new(asked, found.passages, look_closer(itself, alone)):
            return found
        return cls(itself, alone, look_closer(itself, looked.best_first(NEW_WEIGHT)))


class Retrieval:
    """Searches the active generation. Every part may fail: the others still answer."""

    def __init__(
        self, database: Database, index: Index, embedder: Embedder, centre: Centre, gate: Gate, now: Now
    ) -> None:
        self._database = database
        self._index = index
        self._embedder = embedder
        self._centre = centre
        self._gate = gate
        self._now = now
        self._nearest = Deadline("vectors", NEAREST_WAIT_S, monotonic)

    async def search(self, asked: Asked, limit: int) -> Found:
        """The best passages, best first; keywords serve alone while the embedder or Chroma is away."""
        looked = await self._search(asked)
        steps = looked.steps
        with steps.step("look"):
            found = Understood.of(asked, looked)
            trust = await self._trust(found.asked, found.judged)
            if trust is Trust.SURE and leaves_out(found.asked, found.passages):
                trust = Trust.NEAR
            reading = trust is not Trust.SURE and await self._still_reading()
        alone = found.asked.history != asked.history
        return Found(tuple(found.passages[:limit]), trust, tuple(steps.taken), reading, looked.complete, alone)

    async def _still_reading(self) -> bool:
        """Has the index not been opened, or does a document wait to be read?"""
        if self._index.active is None:
            return True
        async with self._database.session() as session:
            return bool(await session.scalar(select(exists().where(DocumentRow.state == DocumentState.WAITING))))

    async def _trust(self, asked: Asked, passages: Sequence[FoundPassage]) -> Trust:
        trust = self._gate.trust(asked, passages)
        if trust is not Trust.SURE:
            return trust
        async with self._database.session() as session:
            return Trust.NEAR if await is_strange(session, asked) else trust

    async def scores(self, asked: Asked, document_id: str) -> tuple[float, float]:
        """The scores of the best passage in this document and of the best in any other; 0 where there is none."""
        passages = (await self._search(asked)).best_first()
        own = next((one.score for one in passages if one.document_id == document_id), 0.0)
        return own, next((one.score for one in passages if one.document_id != document_id), 0.0)

    async def _search(self, asked: Asked) -> Looked:
        steps = Steps()
        with steps.step("open"):
            generation = await self._index.readable(OPEN_WAIT_S)
        if generation is None:
            return Looked([], [], steps, complete=False)
        turns = (*asked.history[-HISTORY_TURNS:], asked.text)
        texts = [" ".join(turns), asked.text] if len(turns) > 1 else [asked.text]
        # The embedder is another process, the database another thread: neither need wait for the other.
        vectors, keywords = await asyncio.gather(
            self._vectors(turns, steps),
            self._keywords(generation, asked.language, texts, steps),
        )
        queries = [Query(*one) for one in zip(vectors, keywords, strict=True)]
        with steps.step("vectors"):
            near = [await self._near(generation, vector) for vector in vectors]
        with steps.step("load"):
            found = await self._load(generation, _candidate_keys(near, keywords))
            candidates = in_language(found, asked.language)
        with steps.step("rank"):
            evidence = self._evidence(candidates, queries)
        return Looked(candidates, evidence, steps, complete=self._index.whole and None not in near)

    async def _vectors(self, turns: Sequence[str], steps: Steps) -> list[Vector | None]:
        """Of all turns together when there are several, and of the last one alone.

        Together is the mean of the turns, each of which was embedded when it was asked. Embedding the joined text
        finds the right document among five as often (0.952 of 250 follow-ups against 0.944) in twice the time.
        """
        texts = 2 if len(turns) > 1 else 1
        try:
            with steps.step("embed"):
                async with asyncio.timeout(EMBED_WAIT_S):
                    if self._index.embedder not in (None, await self._embedder.model_id()):
                        return [None] * texts  # until the index is rebuilt, words alone must do
                    vectors = [await self._embedder.query(turn) for turn in turns]
        except (ShopbellError, TimeoutError):
            return [None] * texts
        return [*([_mean(vectors)] if texts > 1 else []), vectors[-1]]

    async def _keywords(
        self, generation: str, language: str, texts: Sequence[str], steps: Steps
    ) -> list[dict[str, float]]:
        with steps.step("keywords"):
            async with self._database.session() as session:
                return [
                    await keyword_index.search(session, generation, text, language, KEYWORD_CANDIDATES)
                    for text in texts
                ]

    async def _near(self, generation: str, vector: Vector | None) -> list[str] | None:
        """The keys of the nearest passages; None when no vectors can be compared just now."""
        if vector is None:
            return None
        return await self._nearest.within(lambda: self._index.store(generation).nearest(vector, CANDIDATES))

    async def _load(self, generation: str, keys: Iterable[str]) -> list[Candidate]:
        """The passages of these keys, but for those of documents that have expired."""
        places = [(name.rpartition("/")[0], int(name.rpartition("/")[2])) for name in keys]
        today = self._now().date().isoformat()
        wanted = (
            select(*COLUMNS)
            .join(DocumentRow, DocumentRow.id == PassageRow.document_id)
            .where(PassageRow.generation_id == generation)
            .where(tuple_(PassageRow.document_id, PassageRow.position).in_(places))
            .where(or_(DocumentRow.expires_on.is_(None), DocumentRow.expires_on >= today))
        )
        async with self._database.session() as session:
            return [_candidate(row) for row in await session.execute(wanted)]

    def _evidence(self, candidates: Sequence[Candidate], queries: Sequence[Query]) -> list[Evidence]:
        vectors = [one.vector for one in candidates]
        return [
            Evidence(
                1.0,
                self._centre.likeness(query.vector, vectors, self._index.middle)
                if query.vector
                else [0.0] * len(vectors),
                query.keywords,
            )
            for query in queries
        ]


def _candidate_keys(near: Iterable[list[str] | None], keywords: Iterable[dict[str, float]]) -> set[str]:
    """What any query found by vector or by keyword."""
    by_words = (list(found)[:CANDIDATES] for found in keywords)
    return {key for found in (*near, *by_words) for key in found or ()}


def _mean(vectors: Sequence[Vector]) -> Vector:
    return tuple(np.asarray(vectors, dtype=np.float32).mean(axis=0).tolist())


def _candidate(row: Row[*tuple[Any, ...]]) -> Candidate:
    heading = tuple(part for part in row.heading.split("\n") if part)
    place = Place(page=row.page, row=row.row, anchor=row.anchor)
    passage = FoundPassage(row.document_id, row.position, row.title, heading, row.text, 0.0, 0.0, place, row.url)
    vector = np.frombuffer(row.vector, dtype=np.float32)
    return Candidate(key(row.document_id, row.position), passage, vector, row.origin == Origin.FACTS, row.language)
