"""Owns that the ledger tells what left, and that nobody can make it tell anything else afterwards."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from appliance.contract.egress import EgressContent, EgressOutcome, Leaving
from appliance.core.database import Database
from appliance.core.database.migrate import upgrade
from appliance.privacy.egress import EgressLedger

CONTENT = EgressContent.REDACTED_QUESTION
LEAVING = Leaving(
    host="api.example.com", why="a question", content=CONTENT, job_id="job_1", bytes_out=900, cost_micros=5_000
)


class Book:
    """A ledger with a calendar that is turned by hand."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.time = datetime(2026, 10, 30, 23, 0, tzinfo=UTC)
        self.ledger = EgressLedger(database, lambda: self.time)

    async def write(self, cost: int = 1_000) -> int:
        row = await self.ledger.begin(LEAVING)
        await self.ledger.close(row, EgressOutcome.ANSWERED, 100, cost)
        return row


@pytest.fixture
async def book(tmp_path: Path) -> AsyncIterator[Book]:
    upgrade(tmp_path / "shop.db")
    book = Book(Database.at(tmp_path / "shop.db"))
    yield book
    await book.database.close()


async def test_a_row_stands_before_anything_is_known_of_its_end(book: Book) -> None:
    row = await book.ledger.begin(LEAVING)
    (told,) = await book.ledger.latest(10)
    assert (told.id, told.outcome, told.bytes_out, told.bytes_in, told.cost) == (
        row, EgressOutcome.LEAVING, 900, 0, 0.005,
    )  # fmt: skip
    await book.ledger.close(row, EgressOutcome.FAILED, 12, 0)
    (told,) = await book.ledger.latest(10)
    assert (told.outcome, told.bytes_in, told.cost) == (EgressOutcome.FAILED, 12, 0)


async def test_days_and_months_are_summed(book: Book) -> None:
    for _ in range(2):
        await book.write()
    book.time += timedelta(hours=2)
    await book.write(cost=7_000)
    days = await book.ledger.days(31)
    assert [(day.day, day.times, day.bytes_out, day.bytes_in, day.cost) for day in days] == [
        ("2026-10-31", 1, 900, 100, 0.007),
        ("2026-10-30", 2, 1800, 200, 0.002),
    ]
    assert await book.ledger.spent_micros(CONTENT, "2026-10-31") == 7_000
    assert await book.ledger.spent_micros(CONTENT, "2026-10-01") == 9_000
    assert await book.ledger.times(CONTENT, "2026-10-31") == 1
    assert [day.day for day in await book.ledger.days(1)] == ["2026-10-31"]


async def test_what_is_under_way_counts_with_the_most_it_can_cost(book: Book) -> None:
    await book.ledger.begin(LEAVING)
    assert await book.ledger.spent_micros(CONTENT, "2026-10-30") == 5_000


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM egress",
        "UPDATE egress SET host = 'nobody'",
        "UPDATE egress SET bytes_in = 0",
        "UPDATE egress SET outcome = 'leaving'",
    ],
)
async def test_the_database_itself_refuses_to_forget_or_to_change(book: Book, change: str) -> None:
    await book.write()
    before = await book.ledger.latest(10)
    with pytest.raises(IntegrityError, match="append-only"):
        async with book.database.session() as session:
            await session.execute(text(change))
    assert await book.ledger.latest(10) == before


async def test_what_is_still_open_keeps_its_beginning(book: Book) -> None:
    row = await book.ledger.begin(LEAVING)
    with pytest.raises(IntegrityError, match="append-only"):
        async with book.database.session() as session:
            await session.execute(text("UPDATE egress SET bytes_out = 0"))
    await book.ledger.close(row, EgressOutcome.ANSWERED, 1, 1)
    with pytest.raises(IntegrityError, match="append-only"):
        await book.ledger.close(row, EgressOutcome.FAILED, 2, 2)
