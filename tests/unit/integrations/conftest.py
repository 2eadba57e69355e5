"""Owns a box's two sides of asking outside, on a temporary folder, and a provider behind a real socket."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from appliance.contract.egress import EgressRow
from appliance.contract.jobs import JobKind
from appliance.contract.settings import CloudSettings, PrivacySettings, Settings
from appliance.core import settings_file
from appliance.core.database import Database
from appliance.core.database.migrate import upgrade
from appliance.core.jobs import JobQueue
from appliance.core.paths import Paths
from appliance.inference import Message
from appliance.integrations.cloud.job import AskCloudModel
from appliance.integrations.cloud.model import CloudModel
from appliance.integrations.cloud.money import SECRET
from appliance.integrations.cloud.owner import CloudOwner
from appliance.privacy.audit import Audit
from appliance.privacy.egress import EgressLedger
from appliance.privacy.outside import CloudQuestions
from appliance.scheduler.worker import Worker
from appliance.secret_store import SealedFile
from tests.fakes.cloud_provider import Provider, providing

KEY = "sk-test-0123456789"


class Clock:
    """Time that moves when it is told to; who sleeps for it lets the others work meanwhile."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> datetime:
        return datetime(2026, 10, 7, 19, 0, tzinfo=UTC) + timedelta(seconds=self.seconds)

    def __call__(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        self.seconds += seconds
        await asyncio.sleep(0)


class Sides:
    """The api's side asks, the scheduler's answers when a test lets it."""

    def __init__(self, home: Path, provider: Provider) -> None:
        self.paths = Paths(home).prepare()
        upgrade(self.paths.database)
        self.database = Database.at(self.paths.database)
        self.provider, self.clock = provider, Clock()
        now = self.clock.now
        self.settings = settings_file.Live(self.paths.settings)
        self.secrets, self.ledger = SealedFile(self.paths.secrets), EgressLedger(self.database, now)
        self.jobs = JobQueue(self.database, now)
        self.model = CloudModel()
        self.audit = Audit(self.database, now)
        self.owner = CloudOwner(
            self.paths.settings, self.settings, self.secrets, self.ledger, self.audit, self.jobs, now
        )
        self.handler = AskCloudModel(self.settings, self.secrets, self.model, self.ledger, now, self.clock)
        self.worker = Worker(self.jobs, {JobKind.ASK_CLOUD_MODEL: self.handler.run}, (JobKind.ASK_CLOUD_MODEL,))

    def questions(self, working: bool = True) -> CloudQuestions:
        """The api's side; while it waits, the scheduler works when it is `working`."""

        async def sleep(seconds: float) -> None:
            if not (working and await self.worker.run_one()):
                await self.clock.sleep(seconds)

        return CloudQuestions(self.jobs, self.settings, self.clock.now, self.clock, sleep)

    def switch_on(self, nothing_leaves: bool = False, **changes: object) -> None:
        values = {
            "enabled": True, "base_url": self.provider.base_url, "model": "large-1", "price_in": 3.0, "price_out": 15.0,
        }  # fmt: skip
        settings = Settings(
            cloud=CloudSettings.model_validate(values | changes), privacy=PrivacySettings(nothing_leaves=nothing_leaves)
        )
        settings_file.write(self.paths.settings, settings)
        self.secrets.put(SECRET, KEY)

    async def ask(self, text: str, deadline_s: float = 10.0, working: bool = True) -> str | None:
        messages = [Message("system", "Answer from the notes."), Message("user", text)]
        return await self.questions(working).ask(messages, 100, deadline_s)

    async def rows(self) -> list[EgressRow]:
        return await self.ledger.latest(100)


@pytest.fixture
def provider() -> Iterator[Provider]:
    with providing() as started:
        yield started


@pytest.fixture
async def sides(tmp_path: Path, provider: Provider) -> AsyncIterator[Sides]:
    sides = Sides(tmp_path / "home", provider)
    yield sides
    await sides.model.close()
    await sides.database.close()
