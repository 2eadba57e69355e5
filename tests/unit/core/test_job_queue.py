"""The life of a job: each is done once, survives its worker, can be cancelled, and ends."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from appliance.contract.jobs import JobKind, JobState
from appliance.contract.problems import ErrorCode, Refused
from appliance.core.clock import iso
from appliance.core.database import Database
from appliance.core.jobs import Claimed, JobQueue
from appliance.core.jobs.queue import LEASE, TRIES
from tests.unit.core.conftest import HandClock


async def add(jobs: JobQueue, clock: HandClock, name: str) -> str:
    clock.move(1)
    return (await jobs.add(JobKind.READ_DOCUMENT, name, {"document_id": name})).id


async def claimed(jobs: JobQueue) -> Claimed:
    job = await jobs.claim()
    assert job is not None
    return job


async def test_the_oldest_job_is_claimed_first(jobs: JobQueue, clock: HandClock) -> None:
    ids = [await add(jobs, clock, name) for name in ("a", "b", "c")]
    taken = [await claimed(jobs) for _ in ids]
    assert [job.id for job in taken] == ids
    assert [job.payload["document_id"] for job in taken] == ["a", "b", "c"]
    assert await jobs.claim() is None


async def test_the_same_work_waits_only_once(jobs: JobQueue, clock: HandClock) -> None:
    first, again, other = [await add(jobs, clock, name) for name in ("a", "a", "b")]
    assert first == again != other
    assert [job.subject for job in await jobs.latest(10)] == ["b", "a"]


async def test_a_job_is_never_claimed_twice(jobs: JobQueue, clock: HandClock) -> None:
    ids = {await add(jobs, clock, f"document {at}") for at in range(6)}
    taken = await asyncio.gather(*(jobs.claim() for _ in range(12)))
    got = [job.id for job in taken if job]
    assert len(got) == 6
    assert set(got) == ids


async def test_a_job_whose_worker_died_is_taken_over(jobs: JobQueue, clock: HandClock) -> None:
    job_id = await add(jobs, clock, "a")
    await claimed(jobs)
    clock.move(LEASE.total_seconds() - 1)
    assert await jobs.claim() is None
    clock.move(2)
    assert (await claimed(jobs)).id == job_id


async def test_progress_is_seen_and_keeps_the_job(jobs: JobQueue, clock: HandClock) -> None:
    job = await claimed(jobs) if await add(jobs, clock, "a") else None
    assert job is not None
    clock.move(LEASE.total_seconds() - 1)
    assert await jobs.progress(job.id, 3, 10)
    clock.move(LEASE.total_seconds() - 1)
    assert await jobs.claim() is None
    seen = await jobs.get(job.id)
    assert (seen.state, seen.done, seen.total) == (JobState.RUNNING, 3, 10)


async def test_a_waiting_job_is_cancelled_at_once(jobs: JobQueue, clock: HandClock) -> None:
    job_id = await add(jobs, clock, "a")
    assert (await jobs.cancel(job_id)).state is JobState.CANCELLED
    assert await jobs.claim() is None
    assert (await jobs.get(job_id)).finished_at == iso(clock())


async def test_a_running_job_hears_of_a_cancel_at_its_next_step(jobs: JobQueue, clock: HandClock) -> None:
    job_id = await add(jobs, clock, "a")
    await claimed(jobs)
    assert (await jobs.cancel(job_id)).state is JobState.RUNNING
    assert await jobs.progress(job_id, 1, 2) is False
    await jobs.finish(job_id, JobState.CANCELLED)
    assert (await jobs.get(job_id)).state is JobState.CANCELLED


async def test_an_ended_job_stays_as_it_ended(jobs: JobQueue, clock: HandClock) -> None:
    job_id = await add(jobs, clock, "a")
    await claimed(jobs)
    await jobs.finish(job_id, JobState.SUCCEEDED, "12 passages")
    ended = await jobs.cancel(job_id)
    assert (ended.state, ended.detail) == (JobState.SUCCEEDED, "12 passages")


async def test_a_job_that_keeps_failing_fails_for_good(jobs: JobQueue, clock: HandClock) -> None:
    job_id = await add(jobs, clock, "a")
    for _ in range(TRIES):
        assert (await jobs.get(job_id)).state is JobState.QUEUED
        await jobs.try_again((await claimed(jobs)).id, "The model is away.", timedelta(seconds=30))
        assert await jobs.claim() is None
        clock.move(30 * TRIES)
    failed = await jobs.get(job_id)
    assert (failed.state, failed.detail) == (JobState.FAILED, "The model is away.")
    assert await jobs.claim() is None


async def test_a_job_that_got_further_is_not_given_up_for_its_fruitless_tries_before(
    jobs: JobQueue, clock: HandClock
) -> None:
    job_id = await add(jobs, clock, "a")
    for _ in range(TRIES - 1):
        await jobs.try_again((await claimed(jobs)).id, "The model is away.", timedelta(0))
    await claimed(jobs)
    await jobs.progress(job_id, 1, 10)
    await jobs.try_again(job_id, "The model is away.", timedelta(seconds=5))
    clock.move(5)
    assert (await claimed(jobs)).id == job_id


async def test_a_job_that_is_claimed_while_it_is_being_cancelled_hears_of_it(
    jobs: JobQueue, clock: HandClock, database: Database, tmp_path: Path
) -> None:
    job_id = await add(jobs, clock, "a")

    def claimed_meanwhile() -> datetime:
        with closing(sqlite3.connect(tmp_path / "shop.db", isolation_level=None)) as other_process:
            other_process.execute("UPDATE jobs SET state = 'running'")
        return clock()

    assert (await JobQueue(database, claimed_meanwhile).cancel(job_id)).state is JobState.RUNNING
    assert await jobs.progress(job_id, 1, 2) is False


async def test_a_new_worker_finds_what_the_last_one_left(jobs: JobQueue, clock: HandClock) -> None:
    job_id = await add(jobs, clock, "a")
    await claimed(jobs)
    await jobs.release_all()
    assert (await jobs.get(job_id)).state is JobState.QUEUED
    assert (await claimed(jobs)).id == job_id


async def test_only_jobs_that_ended_long_ago_are_forgotten(jobs: JobQueue, clock: HandClock) -> None:
    old, waiting, recent = [await add(jobs, clock, name) for name in ("old", "waiting", "recent")]
    await jobs.finish(old, JobState.SUCCEEDED)
    clock.move(100)
    border = iso(clock())
    await jobs.finish(recent, JobState.FAILED, "It was broken.")
    assert await jobs.forget(border) == 1
    assert {job.id for job in await jobs.latest(10)} == {waiting, recent}
    with pytest.raises(Refused) as refusal:
        await jobs.get(old)
    assert refusal.value.code is ErrorCode.NOT_FOUND


async def test_only_a_job_that_nobody_has_begun_can_be_withdrawn(jobs: JobQueue, clock: HandClock) -> None:
    waiting = await add(jobs, clock, "a")
    assert await jobs.withdraw(waiting, "Nobody came.")
    job = await jobs.get(waiting)
    assert (job.state, job.detail) == (JobState.FAILED, "Nobody came.")
    assert await jobs.claim() is None
    begun = await add(jobs, clock, "b")
    await claimed(jobs)
    assert not await jobs.withdraw(begun, "Nobody came.")
    assert (await jobs.get(begun)).state is JobState.RUNNING
    assert not await jobs.withdraw("job_none", "Nobody came.")
