"""Owns comparing the active generation with its keyword index and with Chroma, and mending either from the rows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.ext.asyncio import AsyncSession

from appliance.contract.knowledge import Flaw, FlawKind
from appliance.core.database import Database
from appliance.knowledge.index.chroma_store import ChromaStore
from appliance.knowledge.index.generations import Index, key
from appliance.knowledge.tables import PassageRow

# Rank 1 also compares the postings with the rows they were made of.
_COMPARE = text("INSERT INTO passage_stems(passage_stems, rank) VALUES ('integrity-check', 1)")
_REBUILD = text("INSERT INTO passage_stems(passage_stems) VALUES ('rebuild')")
AT_ONCE = 500


class Upkeep:
    """The rows are the truth; words and vectors are made of them and can be made again."""

    def __init__(self, database: Database, index: Index) -> None:
        self._database = database
        self._index = index

    async def check(self, repair: bool) -> list[Flaw]:
        """What does not agree. With `repair` it is mended in the same breath."""
        words = [] if await self._words_agree() else [await self._mend_words(repair)]
        return [*words, *await self._vectors(repair)]

    async def _words_agree(self) -> bool:
        try:
            async with self._database.session() as session:
                await session.execute(_COMPARE)
        except DatabaseError:
            return False
        return True

    async def _mend_words(self, repair: bool) -> Flaw:
        if repair:
            async with self._database.session() as session:
                await session.execute(_REBUILD)
        detail = "The keyword index does not match the passages."
        return Flaw(kind=FlawKind.WORDS_BROKEN, count=1, detail=detail, repaired=repair)

    async def _vectors(self, repair: bool) -> list[Flaw]:
        """Compared under the index's lock: nothing is taken in meanwhile."""
        async with self._index.at_rest() as (generation, store):
            async with self._database.session() as session:
                rows = await _places(session, generation)
            held = set(await store.ids())
            missing, left_over = sorted(rows.keys() - held), sorted(held - rows.keys())
            if repair:
                await self._put_back(store, [(name, rows[name]) for name in missing])
                await store.remove(left_over)
        found = (
            (FlawKind.VECTORS_MISSING, missing, "{} passages could not be found by their meaning."),
            (FlawKind.VECTORS_LEFT_OVER, left_over, "{} passages of removed documents were still in the vector index."),
        )
        return [
            Flaw(kind=kind, count=len(names), detail=detail.format(len(names)), repaired=repair)
            for kind, names, detail in found
            if names
        ]

    async def _put_back(self, store: ChromaStore, missing: Sequence[tuple[str, int]]) -> None:
        """Hand Chroma the vectors that lie in the rows; `missing` are names with row ids."""
        for at in range(0, len(missing), AT_ONCE):
            names = dict(missing[at : at + AT_ONCE])
            wanted = select(PassageRow.id, PassageRow.vector).where(PassageRow.id.in_(names.values()))
            async with self._database.session() as session:
                vectors = {row_id: np.frombuffer(data, np.float32) for row_id, data in await session.execute(wanted)}
            await store.put(list(names), [vectors[row_id].tolist() for row_id in names.values()])


async def _places(session: AsyncSession, generation: str) -> dict[str, int]:
    """Row ids by the names that Chroma knows."""
    wanted = select(PassageRow.document_id, PassageRow.position, PassageRow.id)
    rows = await session.execute(wanted.where(PassageRow.generation_id == generation))
    return {key(document_id, position): row_id for document_id, position, row_id in rows}
