"""Owns that a worker goes on when another process has held the database for long, before a job and at its end."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Mapping
from pathlib import Path

import pytest

from appliance.contract.jobs import JobKind, JobState
from appliance.core.database import Database, engine
from appliance.core.jobs import JobQueue
from appliance.core.jobs.queue import LEASE
from appliance.scheduler.worker import Handler, Progress, Worker
from tests.unit.scheduler.conftest import Bench


class Holder:
    """Another process that holds the database until a worker has looked in vain a few times."""

    def __init__(self, path: Path) -> None:
        self._other = sqlite3.connect(path)
        self.looked = 0

    def hold(self) -> None:
        self._other.execute("BEGIN IMMEDIATE")

    def look(self) -> float:
        """How long the worker rests: not at all."""
        self.looked += 1
        if self.looked == 2:
            self._other.close()
        return 0.0


async def work(bench: Bench, path: Path, holder: Holder, handler: Handler, job_id: str) -> None:
    """Until the job has ended."""
    database = Database.at(path)
    queue = JobQueue(database, bench.now)
    worker = Worker(queue, {JobKind.READ_DOCUMENT: handler}, look_every_s=holder.look)
    working = asyncio.create_task(worker.run())
    async with asyncio.timeout(10):
        while (await bench.queue.get(job_id)).state is not JobState.SUCCEEDED:
            assert not working.done()
            await asyncio.sleep(0)
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)
    await database.close()


@pytest.mark.parametrize("when", ["before", "at its end"])
async def test_a_held_database_ends_no_worker(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    monkeypatch.setattr(engine, "BUSY_MS", 10)
    holder = Holder(tmp_path / "shop.db")
    job = await bench.add()
    done: list[str] = []

    async def reads(payload: Mapping[str, str], progress: Progress) -> None:
        if when == "at its end" and not done:
            holder.hold()
            bench.later(seconds=LEASE.total_seconds() + 1)
        done.append(payload["document_id"])

    if when == "before":
        holder.hold()
    await work(bench, tmp_path / "shop.db", holder, reads, job.id)
    assert holder.looked >= 2
    assert set(done) == {"prices.md"}
