"""Owns a desk on a temporary database, with played knowledge and a played model."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from appliance.chat.ladder.service import AnswerService
from appliance.chat.questions.afterwards import Afterwards
from appliance.chat.questions.conversations import Conversations
from appliance.chat.questions.desk import Desk
from appliance.contract.settings import AnswerSettings
from appliance.core.database import Database
from appliance.core.database.migrate import upgrade
from tests.unit.chat.kept import Kept
from tests.unit.chat.played import AnswerLog, Knowledge, MissedQuestions, Model, Usual, standing
from tests.unit.chat.played_team import Nobody

BEGAN = datetime(2026, 10, 7, 19, 0, tzinfo=UTC)


@dataclass
class Clock:
    """Time that moves when it is told to; each look at the wall clock is a second later than the one before."""

    seconds: float = 0.0
    looks: int = 0

    def __call__(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        self.looks += 1
        return BEGAN + timedelta(seconds=self.looks)


@dataclass
class Room:
    """One database, as many desks as a test opens on it."""

    database: Database
    clock: Clock = field(default_factory=Clock)
    desks: list[Desk] = field(default_factory=list)
    gaps: MissedQuestions = field(default_factory=MissedQuestions)
    log: AnswerLog = field(default_factory=AnswerLog)

    @property
    def conversations(self) -> Conversations:
        return Conversations(self.database, self.clock.now)

    def desk(
        self,
        model: Model,
        knowledge: Knowledge | None = None,
        at_once: int = 4,
        nobody_reads_s: float = 60,
        quote_after_s: float = 1,
    ) -> Desk:
        usual = Usual(AnswerSettings(quote_after_s=quote_after_s))
        service = AnswerService(standing(model, knowledge, usual), self.clock)
        afterwards = Afterwards(self.conversations, service, self.log, self.gaps, Nobody(), self.clock.now)
        desk = Desk(service, self.conversations, afterwards, at_once, self.clock, nobody_reads_s)
        self.desks.append(desk)
        return desk


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    upgrade(tmp_path / "shop.db")
    room = Room(Database.at(tmp_path / "shop.db"))
    yield room
    for desk in room.desks:
        await desk.close()
    await room.database.close()


@pytest.fixture
async def kept(tmp_path: Path) -> AsyncIterator[Kept]:
    upgrade(tmp_path / "shop.db")
    kept = Kept(Database.at(tmp_path / "shop.db"))
    yield kept
    for cache in kept.caches:
        await cache.close()
    await kept.database.close()
