"""Owns that a change of what may leave is written down once, and that nobody can alter the record."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from appliance.contract.audit import Changed
from appliance.core.database import Database
from appliance.core.database.migrate import upgrade
from appliance.privacy.audit import Audit


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    upgrade(tmp_path / "shop.db")
    database = Database.at(tmp_path / "shop.db")
    yield database
    await database.close()


@pytest.fixture
def audit(database: Database) -> Audit:
    return Audit(database, lambda: datetime(2026, 10, 30, 23, 0, tzinfo=UTC))


async def switch(audit: Audit, on: bool) -> None:
    async with audit.noting(Changed.NOTHING_LEAVES, {"on": not on, "same": 1}, {"on": on, "same": 1}, "owner"):
        pass


async def test_it_tells_what_differs_newest_first(audit: Audit) -> None:
    await switch(audit, False)
    await switch(audit, True)
    newest, oldest = await audit.latest(10)
    assert (newest.before, newest.after) == ({"on": False}, {"on": True})
    assert (oldest.at, oldest.by, oldest.after) == ("2026-10-30T23:00:00.000+00:00", "owner", {"on": False})
    assert await audit.latest(1) == [newest]


async def test_what_failed_was_no_change(audit: Audit) -> None:
    with pytest.raises(OSError, match="full"):
        async with audit.noting(Changed.CLOUD, {"on": False}, {"on": True}, "owner"):
            raise OSError("the disk is full")
    assert await audit.latest(10) == []


async def test_what_stays_as_it_was_leaves_no_row(audit: Audit) -> None:
    async with audit.noting(Changed.CLOUD, {"on": True}, {"on": True}, "owner"):
        pass
    assert await audit.latest(10) == []


@pytest.mark.parametrize("change", ["DELETE FROM setting_changes", "UPDATE setting_changes SET by = 'nobody'"])
async def test_the_database_itself_refuses_to_forget_or_to_change(
    audit: Audit, database: Database, change: str
) -> None:
    await switch(audit, True)
    with pytest.raises(IntegrityError, match="append-only"):
        async with database.session() as session:
            await session.execute(text(change))
    assert len(await audit.latest(10)) == 1
