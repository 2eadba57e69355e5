"""Owns the record of answers: kept one by one, summed by rung."""

from __future__ import annotations

import statistics
from collections import defaultdict

from sqlalchemy import select

from appliance.contract.insights import AnswerFigures, AnswerTrace, RungFigures
from appliance.core.database import Database
from appliance.insights.tables import AnswerRow

# What the owner tries out is kept, but counted nowhere.
VISITOR = "visitor"
# A busy month of a small shop; the latest count when there are more.
COUNT_MOST = 20_000


class AnswerLog:
    """The kept traces. The api alone writes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def record(self, trace: AnswerTrace) -> None:
        row = AnswerRow(
            question_id=trace.question_id, at=trace.at, asked_by=trace.asked_by, rung=trace.rung,
            outcome=trace.outcome, first_words_ms=trace.first_words_ms, trace=trace.model_dump(mode="json"),
        )  # fmt: skip
        async with self._database.session() as session:
            await session.merge(row)

    async def latest(self, limit: int) -> list[AnswerTrace]:
        """Newest first."""
        async with self._database.session() as session:
            found = await session.scalars(select(AnswerRow.trace).order_by(AnswerRow.at.desc()).limit(limit))
            return [AnswerTrace.model_validate(trace) for trace in found]

    async def figures(self, since: str) -> AnswerFigures:
        """Sums over visitors' questions since a moment (UTC, ISO 8601)."""
        wanted = (
            select(AnswerRow.trace)
            .where(AnswerRow.at >= since, AnswerRow.asked_by == VISITOR)
            .order_by(AnswerRow.at.desc())
            .limit(COUNT_MOST)
        )
        async with self._database.session() as session:
            traces = [AnswerTrace.model_validate(trace) for trace in await session.scalars(wanted)]
        return summed(since, traces)


def summed(since: str, traces: list[AnswerTrace]) -> AnswerFigures:
    """How often each rung answered, how fast, and how the questions ended."""
    rungs: dict[str, list[AnswerTrace]] = defaultdict(list)
    outcomes: dict[str, int] = defaultdict(int)
    steps: dict[str, list[float]] = defaultdict(list)
    for trace in traces:
        rungs[trace.rung or "none"].append(trace)
        outcomes[trace.outcome] += 1
        for span in trace.spans:
            steps[span.name].append(span.duration_ms)
    return AnswerFigures(
        since=since,
        answers=len(traces),
        outcomes=dict(outcomes),
        rungs=tuple(_figures(name, few) for name, few in sorted(rungs.items())),
        steps_p95_ms={name: share(times, 0.95) for name, times in sorted(steps.items())},
        cached=sum(bool(trace.cache_layers) for trace in traces),
        sentences_dropped=sum(trace.sentences_dropped for trace in traces),
    )


def _figures(rung: str, traces: list[AnswerTrace]) -> RungFigures:
    firsts = [trace.first_words_ms for trace in traces if trace.first_words_ms is not None]
    return RungFigures(
        rung=rung,
        answers=len(traces),
        first_words_p50_ms=round(statistics.median(firsts), 1) if firsts else None,
        first_words_p95_ms=share(firsts, 0.95) if firsts else None,
        total_p95_ms=share([trace.total_ms for trace in traces], 0.95),
    )


def share(values: list[float], part: float) -> float:
    """The value below which `part` of them lie; they must not be empty."""
    return round(sorted(values)[min(int(len(values) * part), len(values) - 1)], 1)
