"""Owns making Chroma hold what the rows hold: the rows are the truth, vectors can be handed over again at any time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import select

from appliance.core.database import Database
from appliance.knowledge.index.chroma_store import ChromaStore
from appliance.knowledge.tables import PassageRow

AT_ONCE = 500


def key(document_id: str, position: int) -> str:
    """How Chroma and the keyword index name a passage; stable, so that an update overwrites."""
    return f"{document_id}/{position}"


@dataclass(frozen=True, slots=True)
class Differences:
    """Row ids of passages that Chroma lacks, by their names, and the names that no row has any more."""

    missing: Mapping[str, int]
    left_over: Sequence[str]


async def differences(database: Database, store: ChromaStore, generation: str) -> Differences:
    """To be called while nothing is written. Raises Unavailable."""
    of_generation = select(PassageRow.document_id, PassageRow.position, PassageRow.id).where(
        PassageRow.generation_id == generation
    )
    async with database.session() as session:
        rows = {key(document, at): row_id for document, at, row_id in await session.execute(of_generation)}
    held = set(await store.ids())
    missing = {name: row_id for name, row_id in sorted(rows.items()) if name not in held}
    return Differences(missing, sorted(held - rows.keys()))


async def refill(database: Database, store: ChromaStore, found: Differences) -> None:
    """Hand Chroma the vectors that lie in the rows, and take out those of nobody. Raises Unavailable."""
    names = list(found.missing)
    for at in range(0, len(names), AT_ONCE):
        some = names[at : at + AT_ONCE]
        wanted = select(PassageRow.id, PassageRow.vector).where(PassageRow.id.in_(found.missing[one] for one in some))
        async with database.session() as session:
            vectors = {row_id: np.frombuffer(data, np.float32) for row_id, data in await session.execute(wanted)}
        await store.put(some, [vectors[found.missing[one]].tolist() for one in some])
    await store.remove(found.left_over)
