"""What a job was given and what it leaves behind are kept no longer than they are needed."""

from __future__ import annotations

from sqlalchemy import text

from appliance.contract.jobs import JobKind, JobState
from appliance.core.clock import iso
from appliance.core.database import Database
from appliance.core.jobs import JobQueue, Taken
from tests.unit.core.conftest import HandClock

GIVEN = {"messages": "words of a visitor"}


async def in_the_table(database: Database) -> str:
    async with database.session() as session:
        return str((await session.execute(text("SELECT payload, result FROM jobs"))).all())


async def running(jobs: JobQueue) -> str:
    job = await jobs.add(JobKind.ASK_CLOUD_MODEL, "a question", GIVEN, "job_mine")
    assert job.id == "job_mine"
    await jobs.claim()
    return job.id


async def test_a_result_can_be_taken_once_and_leaves_nothing(jobs: JobQueue, database: Database) -> None:
    job_id = await running(jobs)
    assert await jobs.take(job_id) is None
    await jobs.finish(job_id, JobState.SUCCEEDED, result="an answer")
    assert await jobs.take(job_id) == Taken(JobState.SUCCEEDED, "an answer")
    assert await jobs.take(job_id) == Taken(JobState.SUCCEEDED, None)
    assert await in_the_table(database) == "[('{}', None)]"


async def test_a_result_nobody_waits_for_is_not_kept(jobs: JobQueue, database: Database) -> None:
    job_id = await running(jobs)
    await jobs.cancel(job_id)
    await jobs.finish(job_id, JobState.SUCCEEDED, result="an answer")
    assert await in_the_table(database) == "[('{}', None)]"


async def test_a_job_that_never_ran_forgets_what_it_was_given(jobs: JobQueue, database: Database) -> None:
    job = await jobs.add(JobKind.ASK_CLOUD_MODEL, "a question", GIVEN)
    assert "words of a visitor" in await in_the_table(database)
    await jobs.cancel(job.id)
    assert "words of a visitor" not in await in_the_table(database)


async def test_results_nobody_took_go_after_a_while(jobs: JobQueue, database: Database, clock: HandClock) -> None:
    job_id = await running(jobs)
    await jobs.finish(job_id, JobState.SUCCEEDED, result="an answer")
    await jobs.forget_results(iso(clock()))
    assert "an answer" in await in_the_table(database)
    clock.move(1)
    await jobs.forget_results(iso(clock()))
    assert await jobs.take(job_id) == Taken(JobState.SUCCEEDED, None)
