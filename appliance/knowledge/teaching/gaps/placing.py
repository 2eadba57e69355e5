"""Owns putting missed questions into their gaps as soon as the embedder has seen them, and forgetting old ones."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from appliance.core.clock import Now, iso
from appliance.core.database import Database
from appliance.core.ids import new_id
from appliance.core.questions.fingerprint import fingerprint
from appliance.core.questions.likeness import Array, Middle, stored
from appliance.knowledge.ports import Embedder
from appliance.knowledge.teaching.gaps.clusters import Clusters, Seed
from appliance.knowledge.teaching.gaps.showing import Showing
from appliance.knowledge.teaching.questions.same import Wording
from appliance.knowledge.teaching.tables import GapRow, MissedRow

KEEP = timedelta(days=180)
MOST = 5_000


class Placing:
    """Gathers missed questions around the first of their kind. Called by one task alone."""

    def __init__(self, database: Database, embedder: Embedder, middle: Middle, now: Now, most: int = MOST) -> None:
        self._database = database
        self._embedder = embedder
        self._showing = Showing(embedder)
        self._middle = middle
        self._now = now
        self._most = most
        self._clusters: Clusters | None = None
        self._model = ""

    async def place(self) -> int:
        """Place the questions that have waited longest; how many, 0 when none can be. Raises Unavailable.

        Nothing is placed before the middle of all questions is known. What the embedder fails on is a gap of its own.
        """
        longest = select(MissedRow).where(MissedRow.gap_id.is_(None)).order_by(MissedRow.asked_at)
        async with self._database.session() as session:
            await self._forget(session)
            waiting = list(await session.scalars(longest.limit(self._showing.most)))
        middle = self._middle()
        if not waiting or middle is None:
            return 0
        clusters = await self._known()
        placed = 0
        async for row, vector in self._showing.shown(waiting):
            way = Wording(row.question, row.language, fingerprint(row.question, row.language), vector)
            await self._put(clusters, row.question_id, way, clusters.nearest(way, middle))
            placed += 1
        return placed

    async def _put(self, clusters: Clusters, question_id: str, way: Wording, gap_id: str | None) -> None:
        async with self._database.session() as session:
            row = await session.get(MissedRow, question_id)
            if row is None:
                return  # withdrawn meanwhile
            if gap_id is None or await session.get(GapRow, gap_id) is None:
                gap_id = new_id("gap")
                session.add(_gap(gap_id, way, self._model))
                await session.flush()
                clusters.put(Seed(gap_id, way))
            row.gap_id = gap_id

    async def _known(self) -> Clusters:
        """The gaps there are; with vectors made anew when another embedder is used by now."""
        model = await self._embedder.model_id()
        if self._clusters is not None and model == self._model:
            return self._clusters
        clusters = Clusters()
        async with self._database.session() as session:
            gaps = list(await session.scalars(select(GapRow)))
        for gap in gaps:
            vector = await self._again(gap, model) if gap.vector and gap.embedder != model else _vector(gap)
            print = fingerprint(gap.question, gap.language)
            clusters.put(Seed(gap.id, Wording(gap.question, gap.language, print, vector)))
        self._clusters, self._model = clusters, model
        return clusters

    async def _again(self, gap: GapRow, model: str) -> Array | None:
        vector = await self._showing.vector(gap.question)
        async with self._database.session() as session:
            await session.execute(
                update(GapRow).where(GapRow.id == gap.id).values(vector=_bytes(vector), embedder=model)
            )
        return vector

    async def _forget(self, session: AsyncSession) -> None:
        """What was asked long ago goes, the oldest beyond the most that are kept, and gaps that are empty by then."""
        oldest = iso(self._now() - KEEP)
        await session.execute(delete(MissedRow).where(MissedRow.asked_at < oldest))
        surplus = (await session.scalar(select(func.count()).select_from(MissedRow)) or 0) - self._most
        if surplus > 0:
            first = select(MissedRow.question_id).order_by(MissedRow.asked_at).limit(surplus)
            await session.execute(delete(MissedRow).where(MissedRow.question_id.in_(first)))
        empty = ~exists().where(MissedRow.gap_id == GapRow.id)
        for gap_id in await session.scalars(delete(GapRow).where(empty).returning(GapRow.id)):
            if self._clusters:
                self._clusters.drop(gap_id)


def _gap(gap_id: str, way: Wording, model: str) -> GapRow:
    return GapRow(
        id=gap_id, question=way.question, language=way.language, embedder=model, vector=_bytes(way.vector),
        dismissed_at=None,
    )  # fmt: skip


def _bytes(vector: Array | None) -> bytes:
    return b"" if vector is None else vector.tobytes()


def _vector(gap: GapRow) -> Array | None:
    return stored(gap.vector) if gap.vector else None
