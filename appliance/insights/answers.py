"""Owns the record of answers: kept one by one, summed by rung, forgotten in the end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing

from sqlalchemy import Select, Text, cast, delete, select

from appliance.contract.insights import AnswerFigures, AnswerTrace
from appliance.core.database import Database
from appliance.insights.tables import AnswerRow
from appliance.insights.tally import Tally

# What the owner tries out is kept, but counted nowhere.
VISITOR = "visitor"
# A busy month of a small shop; the latest count when there are more.
COUNT_MOST = 20_000
# So many are read in 2 ms: a question that comes meanwhile waits no longer than that for Python.
AT_ONCE = 100
# A trace as it is kept. To check thousands of them takes seconds, so whoever reads many reads these.
KEPT = cast(AnswerRow.trace, Text)


class AnswerLog:
    """The kept traces. The api alone writes; the scheduler deletes what is old."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def record(self, trace: AnswerTrace) -> None:
        row = AnswerRow(
            question_id=trace.question_id, at=trace.at, asked_by=trace.asked_by, rung=trace.rung,
            outcome=trace.outcome, first_words_ms=trace.first_words_ms, trace=trace.model_dump(mode="json"),
        )  # fmt: skip
        async with self._database.session() as session:
            await session.merge(row)

    async def latest(self, limit: int) -> str:
        """A JSON list of AnswerTrace, newest first, as they are kept."""
        async with aclosing(self._pages(select(KEPT), limit)) as pages:
            return f"[{','.join([','.join(page) async for page in pages])}]"

    async def figures(self, since: str) -> AnswerFigures:
        """Sums over visitors' questions since a moment (UTC, ISO 8601)."""
        visitors = select(KEPT).where(AnswerRow.at >= since, AnswerRow.asked_by == VISITOR)
        tally = Tally()
        async with aclosing(self._pages(visitors, COUNT_MOST)) as pages:
            async for page in pages:
                await asyncio.to_thread(tally.add, page)
        return await asyncio.to_thread(tally.figures, since)

    async def forget(self, before: str) -> None:
        """Delete the traces of answers that ended before this moment (UTC, ISO 8601)."""
        async with self._database.session() as session:
            await session.execute(delete(AnswerRow).where(AnswerRow.at < before))

    async def _pages(self, wanted: Select[str], most: int) -> AsyncGenerator[Sequence[str], None]:
        """The latest of them, newest first, some at a time."""
        async with self._database.session() as session:
            found = await session.stream_scalars(wanted.order_by(AnswerRow.at.desc()).limit(most))
            async for page in found.partitions(AT_ONCE):
                yield page
