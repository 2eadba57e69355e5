"""Owns what the tests of core share: a real database in a temporary folder, and a clock that is set by hand."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from appliance.core.database import Database, migrate
from appliance.core.jobs import JobQueue


class HandClock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 10, 7, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    file = tmp_path / "shop.db"
    migrate.upgrade(file)
    opened = Database.at(file)
    yield opened
    await opened.close()


@pytest.fixture
def jobs(database: Database, clock: HandClock) -> JobQueue:
    return JobQueue(database, clock)
