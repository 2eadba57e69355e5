"""Owns a question's way to passages: vectors and keywords, with the visitor's earlier turns, fused."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select, tuple_

from appliance.contract.problems import ShopbellError
from appliance.contract.retrieval import Asked, Found, FoundPassage
from appliance.core.database import Database
from appliance.knowledge import keyword_index
from appliance.knowledge.fusion import fuse
from appliance.knowledge.gate import Gate
from appliance.knowledge.index import Index
from appliance.knowledge.ports import Embedder, Vector
from appliance.knowledge.tables import DocumentRow, PassageRow

CANDIDATES = 20
HISTORY_TURNS = 2
# With earlier turns the question alone still counts, in case the visitor changed the subject.
ALONE_WEIGHT = 0.6
# The embedder answers in 15 ms; a question goes on with keywords alone rather than wait for it.
EMBED_WAIT_S = 0.5


class Retrieval:
    """Searches the active generation. Every part may fail: the others still answer."""

    def __init__(self, database: Database, index: Index, embedder: Embedder, gate: Gate) -> None:
        self._database = database
        self._index = index
        self._embedder = embedder
        self._gate = gate

    async def search(self, asked: Asked, limit: int) -> Found:
        """The best passages, best first. Raises nothing when the embedder is away; keywords serve alone."""
        generation = self._index.active
        queries = _queries(asked)
        vectors = await self._vectors([text for _, text in queries])
        ranked: list[tuple[float, Sequence[str]]] = []
        for (weight, text), vector in zip(queries, vectors, strict=True):
            if generation is not None and vector is not None:
                ranked.append((weight, await self._index.store(generation).nearest(vector, CANDIDATES)))
            ranked.append((weight, await self._keywords(generation, text, asked.language)))
        passages = await self._load(generation, fuse(ranked)[:CANDIDATES], vectors[0])
        return Found(tuple(passages[:limit]), known=self._gate.known(asked, passages))

    async def _vectors(self, texts: Sequence[str]) -> list[Vector | None]:
        try:
            async with asyncio.timeout(EMBED_WAIT_S):
                return [await self._embedder.query(text) for text in texts]
        except (ShopbellError, TimeoutError):
            return [None] * len(texts)

    async def _keywords(self, generation: str | None, text: str, language: str) -> list[str]:
        if generation is None:
            return []
        async with self._database.session() as session:
            return await keyword_index.search(session, generation, text, language, CANDIDATES)

    async def _load(
        self, generation: str | None, fused: Sequence[tuple[str, float]], query: Vector | None
    ) -> list[FoundPassage]:
        """Read the rows behind the keys, in the order of their scores."""
        scores = dict(fused)
        places = [(name.rpartition("/")[0], int(name.rpartition("/")[2])) for name in scores]
        wanted = (
            select(PassageRow, DocumentRow.title)
            .join(DocumentRow, DocumentRow.id == PassageRow.document_id)
            .where(
                PassageRow.generation_id == generation,
                tuple_(PassageRow.document_id, PassageRow.position).in_(places),
            )
        )
        async with self._database.session() as session:
            rows = [(row, title) for row, title in await session.execute(wanted)]
        found = [_found(row, title, scores[f"{row.document_id}/{row.position}"], query) for row, title in rows]
        return sorted(found, key=lambda passage: -passage.score)


def _queries(asked: Asked) -> list[tuple[float, str]]:
    """The question, preceded by the visitor's last turns when there are any; weights sum to about one."""
    if not asked.history:
        return [(1.0, asked.text)]
    together = " ".join((*asked.history[-HISTORY_TURNS:], asked.text))
    return [(1.0, together), (ALONE_WEIGHT, asked.text)]


def _found(row: PassageRow, title: str, score: float, query: Vector | None) -> FoundPassage:
    vector: NDArray[np.float32] = np.frombuffer(row.vector, dtype=np.float32)
    similarity = float(vector @ np.asarray(query, dtype=np.float32)) if query is not None else 0.0
    heading = tuple(part for part in row.heading.split("\n") if part)
    return FoundPassage(row.document_id, row.position, title, heading, row.text, score, similarity)
