"""Owns the kept answers on disk: read once, written in batches."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

import numpy as np
from sqlalchemy import delete, select

from appliance.chat.cache.keeping.entry import Entry
from appliance.chat.cache.keeping.tables import CachedAnswerRow
from appliance.contract.chat import Rung, Source
from appliance.core.clock import iso
from appliance.core.database import Database
from appliance.core.questions.fingerprint import fingerprint
from appliance.core.questions.likeness import stored


class AnswerRows:
    """The api alone writes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def read(self, since: datetime, most: int) -> list[Entry]:
        """The youngest answers that were made since then, oldest first."""
        wanted = select(CachedAnswerRow).where(CachedAnswerRow.kept_at >= iso(since))
        async with self._database.session() as session:
            rows = await session.scalars(wanted.order_by(CachedAnswerRow.kept_at.desc()).limit(most))
            return [_entry(row) for row in reversed(rows.all())]

    async def write(self, kept: Sequence[Entry], dropped: Collection[str]) -> None:
        async with self._database.session() as session:
            for entry in kept:
                await session.merge(_row(entry))
            await session.execute(delete(CachedAnswerRow).where(CachedAnswerRow.id.in_(dropped)))

    async def drop_before(self, moment: datetime) -> None:
        async with self._database.session() as session:
            await session.execute(delete(CachedAnswerRow).where(CachedAnswerRow.kept_at < iso(moment)))

    async def clear(self) -> None:
        async with self._database.session() as session:
            await session.execute(delete(CachedAnswerRow))


def _row(entry: Entry) -> CachedAnswerRow:
    return CachedAnswerRow(
        id=entry.id, scope=entry.scope, facts=entry.facts, knowledge=entry.knowledge, question=entry.question,
        language=entry.language, embedder=entry.embedder, kept_at=iso(entry.kept_at),
        vector=None if entry.vector is None else entry.vector.astype(np.float32).tobytes(),
        body={
            "text": entry.text,
            "sources": [source.model_dump(mode="json") for source in entry.sources],
            "rung": entry.rung,
            "passages": sorted(entry.passages),
            "best": entry.best,
        },
    )  # fmt: skip


def _entry(row: CachedAnswerRow) -> Entry:
    return Entry(
        id=row.id, scope=row.scope, facts=row.facts, knowledge=row.knowledge, question=row.question,
        language=row.language, embedder=row.embedder, kept_at=datetime.fromisoformat(row.kept_at),
        vector=None if row.vector is None else stored(row.vector),
        print=fingerprint(row.question, row.language),
        text=row.body["text"],
        sources=tuple(Source.model_validate(source) for source in row.body["sources"]),
        rung=Rung(row.body["rung"]),
        passages=frozenset(row.body["passages"]),
        best=row.body["best"],
    )  # fmt: skip
