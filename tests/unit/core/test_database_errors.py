"""What goes wrong in the database is told without what visitors wrote: errors end up in the log."""

from __future__ import annotations

import traceback

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from appliance.contract.jobs import JobKind
from appliance.core.database import Database
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
