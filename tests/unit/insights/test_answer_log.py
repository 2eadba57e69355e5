"""Owns that figures on answers are true: counted by rung, visitors alone, from the moment asked for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from appliance.contract.chat import Outcome, Rung, Span
from appliance.contract.insights import AnswerTrace
from appliance.core.database import Database
from appliance.core.database.migrate import upgrade
from appliance.insights.answers import AnswerLog, share


@pytest.fixture
async def log(tmp_path: Path) -> AsyncIterator[AnswerLog]:
    upgrade(tmp_path / "shop.db")
    database = Database.at(tmp_path / "shop.db")
    yield AnswerLog(database)
    await database.close()


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
    assert (facts.answers, facts.first_words_p50_ms) == (5, 30.0)
    assert (extract.answers, extract.first_words_p95_ms, extract.total_p95_ms) == (15, 200.0, 400.0)
    assert figures.outcomes == {"answered": 20}
    assert figures.steps_p95_ms == {"retrieval": 20.0}


async def test_only_visitors_since_the_moment_are_counted(log: AnswerLog) -> None:
    await log.record(trace(1))
    await log.record(trace(9))
    await log.record(trace(10, asked_by="owner"))
    assert (await log.figures("2026-11-05")).answers == 1


async def test_the_same_answer_is_recorded_once_and_read_newest_first(log: AnswerLog) -> None:
    for number in (1, 2, 2):
        await log.record(trace(number, first=7.0))
    assert [one.question_id for one in await log.latest(10)] == ["q_2", "q_1"]


async def test_a_box_without_answers_has_figures_too(log: AnswerLog) -> None:
    figures = await log.figures("2030-01-01")
    assert (figures.answers, figures.rungs, figures.steps_p95_ms) == (0, (), {})


@pytest.mark.parametrize(("values", "wanted"), [([5.0], 5.0), ([1.0, 2.0, 3.0, 4.0], 4.0)])
def test_a_share_of_few_values_is_the_largest(values: list[float], wanted: float) -> None:
    assert share(values, 0.95) == wanted
