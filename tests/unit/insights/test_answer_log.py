"""Owns that figures on answers are true: by rung, visitors alone, from the moment asked for; and hold nobody up."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from appliance.contract.chat import Outcome, Rung, Span
from appliance.contract.insights import AnswerTrace, Times
from appliance.core.database import Database
from appliance.core.database.migrate import upgrade
from appliance.insights.answers import AnswerLog
from appliance.insights.tables import AnswerRow
from appliance.insights.tally import times

MANY = 6_000


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    upgrade(tmp_path / "shop.db")
    database = Database.at(tmp_path / "shop.db")
    yield database
    await database.close()


@pytest.fixture
def log(database: Database) -> AnswerLog:
    return AnswerLog(database)


def trace(number: int, rung: Rung | None = Rung.EXTRACT, asked_by: str = "visitor", first: float = 50.0) -> AnswerTrace:
    return AnswerTrace(
        question_id=f"q_{number}", conversation_id="c_1", at=f"2026-11-{number:02}T10:00:00.000+00:00",
        asked_by=asked_by, language="en", rung=rung, outcome=Outcome.ANSWERED, first_words_ms=first, total_ms=2 * first,
        spans=(Span(name="retrieval", start_ms=1, duration_ms=number),),
    )  # fmt: skip


async def test_each_rung_is_counted_with_its_times(log: AnswerLog) -> None:
    for number in range(1, 21):
        await log.record(trace(number, Rung.FACTS if number <= 5 else Rung.EXTRACT, first=10.0 * number))
    figures = await log.figures("")
    facts, extract = (next(one for one in figures.rungs if one.rung == name) for name in ("facts", "extract"))
    assert (facts.answers, facts.first_words) == (5, Times(p50_ms=30, p95_ms=50, p99_ms=50))
    assert (extract.answers, extract.total) == (15, Times(p50_ms=260, p95_ms=400, p99_ms=400))
    assert figures.outcomes == {"answered": 20}
    assert figures.steps == {"retrieval": Times(p50_ms=11, p95_ms=20, p99_ms=20)}


async def test_only_visitors_since_the_moment_are_counted(log: AnswerLog) -> None:
    await log.record(trace(1))
    await log.record(trace(9))
    await log.record(trace(10, asked_by="owner"))
    assert (await log.figures("2026-11-05")).answers == 1


async def test_the_same_answer_is_recorded_once_and_read_newest_first(log: AnswerLog) -> None:
    for number in (1, 2, 2):
        await log.record(trace(number, first=7.0))
    assert [one.question_id for one in TypeAdapter(list[AnswerTrace]).validate_json(await log.latest(10))] == [
        "q_2",
        "q_1",
    ]


async def test_a_box_without_answers_has_figures_too(log: AnswerLog) -> None:
    figures = await log.figures("2030-01-01")
    assert (figures.answers, figures.rungs, figures.steps) == (0, (), {})
    assert await log.latest(10) == "[]"


async def test_an_answer_whose_end_nobody_saw_is_counted_without_times(log: AnswerLog) -> None:
    await log.record(trace(1).model_copy(update={"first_words_ms": None, "total_ms": None}))
    (rung,) = (await log.figures("")).rungs
    assert (rung.answers, rung.first_words, rung.total) == (1, None, None)


async def test_it_is_told_how_often_somebody_was_turned_away(log: AnswerLog) -> None:
    for number in (1, 2):
        await log.record(trace(number).model_copy(update={"turned_away": 3}))
    assert (await log.figures("")).turned_away == 6


async def test_summing_up_a_busy_month_holds_nobody_up(database: Database, log: AnswerLog) -> None:
    await log.record(trace(1))
    async with database.session() as session:
        (one,) = TypeAdapter(list[AnswerTrace]).validate_json(await log.latest(1))
        session.add_all(row(f"q_many_{number}", one) for number in range(MANY))
    pauses = asyncio.create_task(longest_pause())
    began = time.perf_counter()
    figures = await log.figures("")
    took = time.perf_counter() - began
    pauses.cancel()
    assert figures.answers == MANY + 1
    assert await pauses < took / 2


def row(question_id: str, trace: AnswerTrace) -> AnswerRow:
    return AnswerRow(
        question_id=question_id, at=trace.at, asked_by=trace.asked_by, rung=trace.rung, outcome=trace.outcome,
        first_words_ms=trace.first_words_ms, trace=trace.model_dump(mode="json"),
    )  # fmt: skip


async def longest_pause() -> float:
    """Seconds between two turns of the loop, until cancelled."""
    longest, last = 0.0, time.perf_counter()
    with suppress(asyncio.CancelledError):
        while True:
            await asyncio.sleep(0)
            longest, last = max(longest, time.perf_counter() - last), time.perf_counter()
    return longest


def test_a_share_of_few_values_is_the_largest() -> None:
    assert times([1.0, 2.0, 3.0, 4.0]) == Times(p50_ms=3, p95_ms=4, p99_ms=4)
    assert times([5.0]) == Times(p50_ms=5, p95_ms=5, p99_ms=5)
    assert times([]) is None
