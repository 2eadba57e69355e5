"""Owns comparing the active generation with its keyword index and with Chroma, and mending either from the rows."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from appliance.contract.knowledge import Flaw, FlawKind
from appliance.core.database import Database
from appliance.knowledge.index.generations import Index
from appliance.knowledge.index.refilling import differences, refill

# Rank 1 also compares the postings with the rows they were made of.
_COMPARE = text("INSERT INTO passage_stems(passage_stems, rank) VALUES ('integrity-check', 1)")
_REBUILD = text("INSERT INTO passage_stems(passage_stems) VALUES ('rebuild')")


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
            found = await differences(self._database, store, generation)
            if repair:
                await refill(self._database, store, found)
        missing, left_over = len(found.missing), len(found.left_over)
        flaws = (
            (FlawKind.VECTORS_MISSING, missing, "{} passages could not be found by their meaning."),
            (FlawKind.VECTORS_LEFT_OVER, left_over, "{} passages of removed documents were still in the vector index."),
        )
        return [
            Flaw(kind=kind, count=count, detail=detail.format(count), repaired=repair)
            for kind, count, detail in flaws
            if count
        ]
