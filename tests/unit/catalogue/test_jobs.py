"""Owns downloads and copies as jobs on a real queue: progress, cancel, going on after the worker died, words."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from appliance.catalogue.download import Download
from appliance.catalogue.jobs import ModelJobs
from appliance.catalogue.shelf import Shelf
from appliance.contract.jobs import Job, JobKind, JobState
from appliance.core.database import Database
from appliance.core.database.migrate import upgrade
from appliance.core.jobs import JobQueue
from appliance.scheduler.worker import Handler, Progress, Worker
from tests.fakes.file_server import Play, gguf
from tests.unit.catalogue.conftest import HASTY, SIZE, Fetching
from tests.unit.catalogue.played import entries_with

CUT = 40_000


class Bench:
    """The queue, the worker of slow jobs, and the models folder."""

    def __init__(self, database: Database, fetching: Fetching) -> None:
        self.time = datetime(2026, 10, 7, 19, 0, tzinfo=UTC)
        self.queue = JobQueue(database, lambda: self.time)
        self.fetching = fetching
        self.entries = entries_with(fetching.server.content, fetching.server.url)
        self.shelf = Shelf(fetching.folder, self.entries, lambda folder: 10**12)
        self.jobs = ModelJobs(self.entries, self.shelf, Download(fetching.http, HASTY, lambda folder: 10**12))

    def worker(self, download: Handler | None = None) -> Worker:
        handlers = {JobKind.DOWNLOAD_MODEL: download or self.jobs.download, JobKind.ADD_MODEL: self.jobs.add}
        return Worker(self.queue, handlers, handlers.keys())

    async def wanted(self) -> Job:
        return await self.queue.add(JobKind.DOWNLOAD_MODEL, "Known Model", {"model_id": "known"})

    async def added(self, file: Path) -> Job:
        return await self.queue.add(JobKind.ADD_MODEL, file.name, {"path": str(file)})

    @property
    def file(self) -> Path:
        return self.shelf.place_of(self.entries.get("known"))


@pytest.fixture
async def bench(tmp_path: Path, fetching: Fetching) -> AsyncIterator[Bench]:
    upgrade(tmp_path / "shop.db")
    database = Database.at(tmp_path / "shop.db")
    yield Bench(database, fetching)
    await database.close()


async def test_a_download_ends_with_the_file_and_its_note(bench: Bench) -> None:
    job = await bench.wanted()
    assert await bench.worker().run_one()
    ended = await bench.queue.get(job.id)
    assert (ended.state, ended.detail) == (JobState.SUCCEEDED, None)
    assert bench.shelf.untouched(bench.file)


async def test_progress_is_told_in_megabytes(bench: Bench) -> None:
    told: list[tuple[int, int]] = []

    async def progress(done: int, total: int) -> None:
        told.append((done, total))

    bench.fetching.server.content = gguf(3_500_000)
    bench.entries = entries_with(bench.fetching.server.content, bench.fetching.server.url)
    jobs = ModelJobs(bench.entries, bench.shelf, Download(bench.fetching.http, HASTY, lambda folder: 10**12))
    await jobs.download({"model_id": "known"}, progress)
    assert told[-1] == (3, 3)
    assert {done for done, _ in told} == {0, 1, 2, 3}


async def test_a_cancelled_download_keeps_what_came_and_a_new_job_goes_on(bench: Bench) -> None:
    async def cancels(payload: Mapping[str, str], progress: Progress) -> None:
        async def first_then_cancel(done: int, total: int) -> None:
            await bench.queue.cancel(job.id)
            await progress(done, total)

        await bench.jobs.download(payload, first_then_cancel)

    job = await bench.wanted()
    await bench.worker(cancels).run_one()
    assert (await bench.queue.get(job.id)).state is JobState.CANCELLED
    kept = bench.shelf.kept_bytes(bench.entries.get("known"))
    assert 0 < kept < SIZE
    again = await bench.wanted()
    await bench.worker().run_one()
    assert (await bench.queue.get(again.id)).state is JobState.SUCCEEDED
    assert bench.fetching.ranges()[-1] == f"bytes={kept}-"


async def test_after_the_box_was_stopped_the_same_job_goes_on(bench: Bench) -> None:
    bench.fetching.server.plays = [Play(silent_after=CUT), Play()]
    came = asyncio.Event()

    async def watched(payload: Mapping[str, str], progress: Progress) -> None:
        async def tell(done: int, total: int) -> None:
            await progress(done, total)
            if bench.shelf.kept_bytes(bench.entries.get("known")) == CUT:
                came.set()

        await bench.jobs.download(payload, tell)

    job = await bench.wanted()
    working = asyncio.create_task(bench.worker(watched).run_one())
    async with asyncio.timeout(10):
        await came.wait()
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)
    assert (await bench.queue.get(job.id)).state is JobState.RUNNING
    await bench.queue.release_all()
    assert await bench.worker().run_one()
    assert (await bench.queue.get(job.id)).state is JobState.SUCCEEDED
    assert bench.fetching.ranges() == [None, f"bytes={CUT}-"]
    assert bench.shelf.untouched(bench.file)


async def test_a_line_that_is_gone_is_tried_again_later(bench: Bench) -> None:
    bench.fetching.server.plays = [Play(status=503)]
    job = await bench.wanted()
    await bench.worker().run_one()
    waiting = await bench.queue.get(job.id)
    assert waiting.state is JobState.QUEUED
    assert "could not be fetched" in str(waiting.detail)
    bench.time += timedelta(minutes=1)
    bench.fetching.server.plays = [Play()]
    await bench.worker().run_one()
    assert (await bench.queue.get(job.id)).state is JobState.SUCCEEDED


async def test_a_wrong_file_fails_the_job_with_the_sentence(bench: Bench) -> None:
    bench.fetching.server.content = gguf(SIZE, seed=9)
    job = await bench.wanted()
    await bench.worker().run_one()
    ended = await bench.queue.get(job.id)
    assert ended.state is JobState.FAILED
    assert "SHA-256 differs" in str(ended.detail)
    assert not bench.file.exists()


async def test_a_file_that_came_before_its_note_was_written_is_not_fetched_again(bench: Bench) -> None:
    bench.file.write_bytes(bench.fetching.server.content)
    await bench.wanted()
    await bench.worker().run_one()
    assert bench.fetching.server.asked == []
    assert bench.shelf.untouched(bench.file)


async def test_a_changed_file_is_fetched_again(bench: Bench) -> None:
    bench.file.write_bytes(gguf(SIZE, seed=9))
    await bench.wanted()
    await bench.worker().run_one()
    assert bench.file.read_bytes() == bench.fetching.server.content
    assert bench.shelf.untouched(bench.file)


async def test_a_model_that_left_the_catalogue_meanwhile_fails_with_words(bench: Bench) -> None:
    job = await bench.queue.add(JobKind.DOWNLOAD_MODEL, "Old", {"model_id": "old"})
    await bench.worker().run_one()
    assert "no model old" in str((await bench.queue.get(job.id)).detail)


async def test_an_own_file_is_taken_in(bench: Bench, tmp_path: Path) -> None:
    own = tmp_path / "own.gguf"
    own.write_bytes(gguf(5_000_000, seed=3))
    job = await bench.added(own)
    await bench.worker().run_one()
    assert (await bench.queue.get(job.id)).state is JobState.SUCCEEDED
    assert bench.shelf.untouched(bench.shelf.find("own.gguf"))


async def test_taking_in_a_file_can_be_cancelled_and_leaves_nothing(bench: Bench, tmp_path: Path) -> None:
    class Cancelled(Exception):
        pass

    async def cancel(done: int, total: int) -> None:
        raise Cancelled

    large = tmp_path / "large.gguf"
    with large.open("wb") as stream:
        stream.write(gguf(1000))
        stream.truncate(4_000_000_000)  # with a hole in it: it takes seconds to copy, and no room here
    with pytest.raises(Cancelled):
        await bench.jobs.add({"path": str(large)}, cancel)
    assert list(bench.shelf.folder.iterdir()) == []


async def test_a_file_that_is_gone_when_its_turn_comes_fails_with_words(bench: Bench, tmp_path: Path) -> None:
    own = tmp_path / "own.gguf"
    own.write_bytes(gguf(1000))
    job = await bench.added(own)
    own.unlink()
    await bench.worker().run_one()
    assert "is not a file" in str((await bench.queue.get(job.id)).detail)


async def test_a_long_download_holds_up_no_other_job(bench: Bench) -> None:
    await bench.wanted()
    done: list[str] = []

    async def reads(payload: Mapping[str, str], progress: Progress) -> None:
        done.append(payload["document_id"])

    document = await bench.queue.add(JobKind.READ_DOCUMENT, "a.md", {"document_id": "a"})
    quick = Worker(bench.queue, {JobKind.READ_DOCUMENT: reads}, set(JobKind) - {JobKind.DOWNLOAD_MODEL})
    assert await quick.run_one()
    assert not await quick.run_one()
    assert (await bench.queue.get(document.id)).state is JobState.SUCCEEDED
    (waiting,) = await bench.queue.unfinished((JobKind.DOWNLOAD_MODEL,))
    assert waiting.payload == {"model_id": "known"}
