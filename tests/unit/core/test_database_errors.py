"""What goes wrong in the database is told without what visitors wrote: errors end up in the log."""

from __future__ import annotations

import sqlite3
import traceback
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from appliance.contract.jobs import JobKind
from appliance.contract.problems import ErrorCode, Unavailable
from appliance.core.database import Database, engine
from appliance.core.jobs import JobQueue


async def test_an_error_names_its_statement_and_not_its_values(database: Database, jobs: JobQueue) -> None:
    given = {"question": "I am ada@example.org"}
    await jobs.add(JobKind.ASK_CLOUD_MODEL, "a question", given, "job_1")
    async with database.session() as session:
        await session.execute(text("UPDATE jobs SET state = 'running'"))
    with pytest.raises(IntegrityError) as error:
        await jobs.add(JobKind.ASK_CLOUD_MODEL, "a question", given, "job_1")
    logged = "".join(traceback.format_exception(error.value))
    assert "INSERT INTO jobs" in logged
    assert "ada@example.org" not in logged


async def test_a_database_that_another_process_holds_is_said_to_be_busy(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_MS", 10)
    impatient = Database.at(tmp_path / "shop.db")
    with closing(sqlite3.connect(tmp_path / "shop.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unavailable) as refusal:
            async with impatient.session() as session:
                await session.execute(text("UPDATE jobs SET state = 'running'"))
    assert (refusal.value.code, refusal.value.retry_after_s) == (ErrorCode.BUSY, engine.AGAIN_S)
    await impatient.close()
