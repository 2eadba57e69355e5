"""Owns a team on a real database in a temporary folder."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from appliance.core.database import Database
from appliance.core.database.migrate import upgrade
from tests.unit.business.people import HandClock, Team


@pytest.fixture
async def shop_database(tmp_path: Path) -> AsyncIterator[Database]:
    upgrade(tmp_path / "shop.db")
    opened = Database.at(tmp_path / "shop.db")
    yield opened
    await opened.close()


@pytest.fixture
def team(shop_database: Database) -> Team:
    return Team(shop_database)


@pytest.fixture
def clock(team: Team) -> HandClock:
    return team.clock
