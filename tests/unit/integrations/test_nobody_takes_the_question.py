"""Owns that a question for which nobody works or waits goes nowhere, soon, and never leaves the box later."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Mapping
from contextlib import closing

import pytest

from appliance.contract.jobs import JobKind, JobState
from appliance.core.database import Database, engine
from appliance.core.jobs import JobQueue
from appliance.inference import Message
from appliance.privacy.outside import CLAIM_S, REST_S, CloudQuestions
from appliance.scheduler.worker import Progress, Worker
from tests.unit.integrations.conftest import Sides

ASKED = [Message("user", "Do you ship?")]


async def test_the_visitor_waits_a_second_and_nothing_is_sent_when_the_scheduler_is_back(sides: Sides) -> None:
    sides.switch_on()
    assert await sides.ask("Do you ship?", deadline_s=12.0, working=False) is None
    assert sides.clock.seconds == pytest.approx(CLAIM_S, abs=0.1)
    (job,) = await sides.jobs.latest(1)
    assert (job.state, job.detail) == (JobState.FAILED, "No worker of this box took the question in time.")
    assert not await sides.worker.run_one()
    assert sides.provider.asked == []
    assert await sides.rows() == []


async def test_the_next_ones_do_not_wait_at_all_until_one_may_try_again(sides: Sides) -> None:
    sides.switch_on()
    questions = sides.questions(working=False)
    assert [await questions.ask(ASKED, 50, 12.0) for _ in range(5)] == [None] * 5
    assert sides.clock.seconds == pytest.approx(CLAIM_S, abs=0.1)
    assert len(await sides.jobs.latest(10)) == 1
    sides.clock.seconds += REST_S
    await questions.ask(ASKED, 50, 12.0)
    assert len(await sides.jobs.latest(10)) == 2


async def test_once_the_scheduler_is_back_it_is_asked_again(sides: Sides) -> None:
    sides.switch_on()
    works = False

    async def sleep(seconds: float) -> None:
        if not (works and await sides.worker.run_one()):
            await sides.clock.sleep(seconds)

    questions = CloudQuestions(sides.jobs, sides.settings, sides.clock.now, sides.clock, sleep)
    assert await questions.ask(ASKED, 50, 12.0) is None
    works = True
    sides.clock.seconds += REST_S
    assert [await questions.ask(ASKED, 50, 12.0) for _ in range(2)] == ["Hello."] * 2


async def test_one_that_is_being_asked_is_waited_for(sides: Sides) -> None:
    sides.switch_on()

    async def sleep(seconds: float) -> None:
        if not sides.clock.seconds:
            await sides.jobs.claim()
        await sides.clock.sleep(seconds)
        if sides.clock.seconds > 3:
            (job,) = await sides.jobs.latest(1)
            await sides.jobs.finish(job.id, JobState.SUCCEEDED, result="Yes.")

    questions = CloudQuestions(sides.jobs, sides.settings, sides.clock.now, sides.clock, sleep)
    assert await questions.ask(ASKED, 50, 12.0) == "Yes."


async def test_a_visitor_who_leaves_takes_the_waiting_question_along(sides: Sides) -> None:
    sides.switch_on()
    waits = asyncio.Event()

    async def sleep(seconds: float) -> None:
        waits.set()
        await asyncio.Event().wait()

    questions = CloudQuestions(sides.jobs, sides.settings, sides.clock.now, sides.clock, sleep)
    asking = asyncio.create_task(questions.ask(ASKED, 50, 12.0))
    await waits.wait()
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)
    assert not await sides.worker.run_one()
    assert sides.provider.asked == []


async def test_a_question_claimed_just_before_its_visitor_left_is_not_sent(sides: Sides) -> None:
    sides.switch_on()

    async def left_meanwhile(payload: Mapping[str, str], progress: Progress) -> str:
        (job,) = await sides.jobs.latest(1)
        await sides.jobs.cancel(job.id)
        return await sides.handler.run(payload, progress)

    worker = Worker(sides.jobs, {JobKind.ASK_CLOUD_MODEL: left_meanwhile})

    async def sleep(seconds: float) -> None:
        if not await worker.run_one():
            await sides.clock.sleep(seconds)

    questions = CloudQuestions(sides.jobs, sides.settings, sides.clock.now, sides.clock, sleep)
    assert await questions.ask(ASKED, 50, 12.0) is None
    assert (await sides.jobs.latest(1))[0].state is JobState.CANCELLED
    assert sides.provider.asked == []
    assert await sides.rows() == []


async def test_a_table_of_jobs_that_another_process_holds_is_no_answer_and_no_error(
    sides: Sides, monkeypatch: pytest.MonkeyPatch
) -> None:
    sides.switch_on()
    monkeypatch.setattr(engine, "BUSY_MS", 10)
    impatient = Database.at(sides.paths.database)
    jobs = JobQueue(impatient, sides.clock.now)
    with closing(sqlite3.connect(sides.paths.database)) as other:
        other.execute("BEGIN IMMEDIATE")
        questions = CloudQuestions(jobs, sides.settings, sides.clock.now, sides.clock, sides.clock.sleep)
        assert [await questions.ask(ASKED, 50, 12.0) for _ in range(2)] == [None, None]
    await impatient.close()
    assert await sides.jobs.latest(1) == []
