"""Owns how jobs end: done, refused with a sentence, tried again, cancelled, broken; the worker goes on in each case."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import pytest

from appliance.contract.jobs import JobKind, JobState
from appliance.contract.problems import ErrorCode, Refused, Unavailable
from appliance.core.jobs.queue import TRIES
from appliance.scheduler.worker import AGAIN_AFTER, Handler, Progress
from tests.unit.scheduler.conftest import Bench


async def reads(payload: Mapping[str, str], progress: Progress) -> None:
    for done in range(3):
        await progress(done + 1, 3)


def raising(error: BaseException) -> Handler:
    async def handler(payload: Mapping[str, str], progress: Progress) -> None:
        await progress(1, 3)
        raise error

    return handler


AWAY = raising(Unavailable(ErrorCode.MODEL_UNAVAILABLE, "The embedder is away."))


async def test_without_a_job_there_is_nothing_to_do(bench: Bench) -> None:
    assert not await bench.worker(reads).run_one()


async def test_a_job_gets_what_was_queued_with_it_and_is_done(bench: Bench) -> None:
    given: list[Mapping[str, str]] = []

    async def keeps(payload: Mapping[str, str], progress: Progress) -> None:
        given.append(payload)
        await reads(payload, progress)

    job = await bench.add()
    assert await bench.worker(keeps).run_one()
    ended = await bench.queue.get(job.id)
    assert given == [{"document_id": "prices.md"}]
    assert (ended.state, ended.done, ended.total, ended.detail) == (JobState.SUCCEEDED, 3, 3, None)
    assert ended.finished_at


async def test_a_refusal_fails_with_the_sentence_the_owner_reads(bench: Bench) -> None:
    job = await bench.add()
    await bench.worker(raising(Refused(ErrorCode.UNREADABLE_DOCUMENT, "prices.md is a picture."))).run_one()
    ended = await bench.queue.get(job.id)
    assert (ended.state, ended.detail) == (JobState.FAILED, "prices.md is a picture.")


async def test_what_passes_is_tried_again_a_little_later(bench: Bench) -> None:
    job = await bench.add()
    assert await bench.worker(AWAY).run_one()
    waiting = await bench.queue.get(job.id)
    assert (waiting.state, waiting.detail) == (JobState.QUEUED, "The embedder is away.")
    assert not await bench.worker(reads).run_one()
    bench.later(seconds=AGAIN_AFTER.total_seconds())
    assert await bench.worker(reads).run_one()
    assert (await bench.queue.get(job.id)).state is JobState.SUCCEEDED


async def test_trying_again_has_an_end(bench: Bench) -> None:
    job = await bench.add()
    tries = 0
    while (await bench.queue.get(job.id)).state is JobState.QUEUED and tries <= TRIES:
        tries += await bench.worker(AWAY).run_one()
        bench.later(minutes=5)
    ended = await bench.queue.get(job.id)
    assert (tries, ended.state, ended.detail) == (TRIES, JobState.FAILED, "The embedder is away.")


async def test_a_running_job_is_cancelled_at_its_next_step(bench: Bench) -> None:
    steps: list[int] = []

    async def is_cancelled(payload: Mapping[str, str], progress: Progress) -> None:
        for done in range(3):
            steps.append(done)
            await bench.queue.cancel(job.id)
            await progress(done, 3)

    job = await bench.add()
    assert await bench.worker(is_cancelled).run_one()
    assert (await bench.queue.get(job.id)).state is JobState.CANCELLED
    assert steps == [0]


async def test_a_queued_job_that_is_cancelled_never_runs(bench: Bench) -> None:
    job = await bench.add()
    await bench.queue.cancel(job.id)
    assert not await bench.worker(reads).run_one()
    assert (await bench.queue.get(job.id)).state is JobState.CANCELLED


async def test_a_mistake_of_ours_fails_one_job_and_the_worker_goes_on(bench: Bench) -> None:
    broken = await bench.add("broken.md")
    assert await bench.worker(raising(RuntimeError("a mistake of ours"))).run_one()
    bench.later(seconds=1)
    good = await bench.add("good.md")
    assert await bench.worker(reads).run_one()
    ended = await bench.queue.get(broken.id)
    assert ended.state is JobState.FAILED
    assert ended.detail
    assert "a mistake of ours" not in ended.detail
    assert (await bench.queue.get(good.id)).state is JobState.SUCCEEDED


async def test_a_kind_nobody_does_fails_and_the_worker_goes_on(bench: Bench) -> None:
    job = await bench.queue.add(JobKind.TIDY_UP, "old jobs", {})
    assert await bench.worker(reads).run_one()
    assert (await bench.queue.get(job.id)).state is JobState.FAILED


async def test_jobs_are_done_in_the_order_they_came(bench: Bench) -> None:
    order: list[str] = []

    async def notes(payload: Mapping[str, str], progress: Progress) -> None:
        order.append(payload["document_id"])

    for name in ("a.md", "b.md", "c.md"):
        await bench.add(name)
        bench.later(seconds=1)
    while await bench.worker(notes).run_one():
        pass
    assert order == ["a.md", "b.md", "c.md"]


async def test_a_process_that_stops_leaves_its_job_to_the_next(bench: Bench) -> None:
    job = await bench.add()
    with pytest.raises(asyncio.CancelledError):
        await bench.worker(raising(asyncio.CancelledError())).run_one()
    assert (await bench.queue.get(job.id)).state is JobState.RUNNING
    await bench.queue.release_all()
    assert await bench.worker(reads).run_one()
    assert (await bench.queue.get(job.id)).state is JobState.SUCCEEDED
