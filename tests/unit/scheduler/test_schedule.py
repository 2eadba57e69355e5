"""Owns what runs by itself, when, and that tidying takes only what is old."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from appliance.business.outbox import Outbox, Outgoing
from appliance.contract.chat import Outcome
from appliance.contract.insights import AnswerTrace
from appliance.contract.jobs import JobKind, JobState
from appliance.contract.outbox import OutboxKind
from appliance.core.clock import iso
from appliance.insights.answers import AnswerLog
from appliance.scheduler.process import _show_life
from appliance.scheduler.schedule import SCHEDULE, catch_up, clockwork
from appliance.scheduler.tidy import KEEP_JOBS, KEEP_OUTBOX, KEEP_RESULTS, KEEP_TRACES, Tidy
from tests.unit.scheduler.conftest import Bench


async def enqueue(kind: JobKind, subject: str) -> None:
    """Nothing is due while these tests look."""


def tidy(bench: Bench) -> Tidy:
    outbox, answers = Outbox(bench.database, bench.now), AnswerLog(bench.database)
    return Tidy(bench.database, bench.queue, outbox, answers, bench.now)


async def nothing(done: int, total: int) -> None:
    """Progress nobody reads."""


async def test_each_row_of_the_table_becomes_one_tick() -> None:
    jobs = clockwork(enqueue).get_jobs()
    assert [(job.id, job.args) for job in jobs] == [(row.kind, (row.kind, row.subject)) for row in SCHEDULE]
    assert all(job.coalesce for job in jobs)


async def test_tidying_comes_at_night_in_utc() -> None:
    (tidy,) = (job for job in clockwork(enqueue).get_jobs() if job.id == JobKind.TIDY_UP)
    evening = datetime(2026, 10, 7, 19, 0, tzinfo=UTC)
    assert tidy.trigger.get_next_fire_time(None, evening) == datetime(2026, 10, 8, 3, 40, tzinfo=UTC)


async def test_a_tick_only_queues() -> None:
    queued: list[tuple[JobKind, str]] = []

    async def keep(kind: JobKind, subject: str) -> None:
        queued.append((kind, subject))

    for job in clockwork(keep).get_jobs():
        await job.func(*job.args)
    assert queued == [(row.kind, row.subject) for row in SCHEDULE]


async def test_what_was_missed_while_the_box_was_off_is_queued_once_at_its_start(bench: Bench) -> None:
    async def keep(kind: JobKind, subject: str) -> None:
        await bench.queue.add(kind, subject, {})

    for _ in range(2):
        await catch_up(keep)
    assert {job.kind for job in await bench.queue.latest(10)} == {row.kind for row in SCHEDULE}
    assert len(await bench.queue.latest(10)) == len(SCHEDULE)


async def test_tidying_forgets_jobs_that_ended_long_ago_and_no_others(bench: Bench) -> None:
    old, waiting = await bench.add("old.md"), await bench.add("waiting.md")
    await bench.queue.finish(old.id, JobState.SUCCEEDED)
    bench.later(days=KEEP_JOBS.days + 1)
    recent = await bench.add("recent.md")
    await bench.queue.finish(recent.id, JobState.FAILED, "no")
    for _ in range(2):
        await tidy(bench).run({}, nothing)
        assert {job.id for job in await bench.queue.latest(10)} == {waiting.id, recent.id}


async def test_tidying_forgets_what_nobody_took_in_a_season(bench: Bench) -> None:
    outbox = Outbox(bench.database, bench.now)
    await outbox.add(Outgoing(OutboxKind.ALERT, "old", {}))
    bench.later(days=KEEP_OUTBOX.days + 1)
    recent = await outbox.add(Outgoing(OutboxKind.ALERT, "recent", {}))
    await tidy(bench).run({}, nothing)
    assert await outbox.latest(10) == [recent]


async def test_tidying_forgets_how_answers_of_another_season_came_about(bench: Bench) -> None:
    answers = AnswerLog(bench.database)
    for question in ("q_old", "q_between", "q_recent"):
        trace = AnswerTrace(
            question_id=question, conversation_id="c_1", at=iso(bench.now()), asked_by="visitor", language="en",
            outcome=Outcome.ANSWERED, total_ms=5,
        )  # fmt: skip
        await answers.record(trace)
        bench.later(days=KEEP_TRACES.days / 2, seconds=-1)
    await tidy(bench).run({}, nothing)
    assert (await answers.figures("")).answers == 2
    assert "q_old" not in await answers.latest(10)


async def test_tidying_tells_how_far_it_is(bench: Bench) -> None:
    told: list[tuple[int, int]] = []

    async def progress(done: int, total: int) -> None:
        told.append((done, total))

    await tidy(bench).run({}, progress)
    assert told == [(0, 2), (1, 2), (2, 2)]


async def test_the_sign_of_life_is_there_while_the_loop_turns(tmp_path: Path) -> None:
    alive = tmp_path / "scheduler.alive"
    life = asyncio.create_task(_show_life(alive))
    async with asyncio.timeout(5):
        while not alive.exists():  # noqa: ASYNC110 - the file is written by a thread
            await asyncio.sleep(0.01)
    life.cancel()
    await asyncio.gather(life, return_exceptions=True)
    assert alive.exists()


async def test_tidying_takes_what_a_job_left_and_nobody_took(bench: Bench) -> None:
    left = await bench.add("asked.md")
    await bench.queue.finish(left.id, JobState.SUCCEEDED, result="words")
    bench.later(seconds=KEEP_RESULTS.total_seconds() + 1)
    await tidy(bench).run({}, nothing)
    taken = await bench.queue.take(left.id)
    assert taken is not None
    assert taken.result is None
