"""Owns a table of jobs on a temporary database, with time that moves when it is told to."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from appliance.contract.jobs import Job, JobKind
from appliance.core.database import Database
from appliance.core.database.migrate import upgrade
from appliance.core.jobs import JobQueue
from appliance.scheduler.worker import Handler, Worker


class Bench:
    """The queue with its clock, and workers on it."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.time = datetime(2026, 10, 7, 19, 0, tzinfo=UTC)
        self.queue = JobQueue(database, self.now)

    def now(self) -> datetime:
        return self.time

    def later(self, **by: float) -> None:
        self.time += timedelta(**by)

    def worker(self, handler: Handler) -> Worker:
        return Worker(self.queue, {JobKind.READ_DOCUMENT: handler})

    async def add(self, name: str = "prices.md") -> Job:
        return await self.queue.add(JobKind.READ_DOCUMENT, name, {"document_id": name})


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    upgrade(tmp_path / "shop.db")
    database = Database.at(tmp_path / "shop.db")
    yield Bench(database)
    await database.close()
