"""Owns days that are not like others: what is told during an incident, how answering changes while a sale goes on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from appliance.chat.occasions.calendar import Calendar
from appliance.chat.occasions.canned import canned
from appliance.chat.occasions.warm_up import WarmUp, usual
from appliance.contract.occasions import CannedAnswer, Incident, Occasions, SaleDay
from appliance.contract.problems import ErrorCode, Refused, Unavailable
from appliance.contract.retrieval import Asked
from appliance.contract.settings import AnswerSettings
from appliance.core.database import Database
from appliance.core.database.migrate import upgrade

NOON = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
LATE = Incident(
    notice="Parcels are late because of the snow.",
    answers=(CannedAnswer(about=("delivery", "express parcel"), text="Parcels leave again on Friday."),),
    until=NOON + timedelta(hours=6),
)
SALE = SaleDay(starts_at=NOON, ends_at=NOON + timedelta(hours=8), max_words=40, questions=("Which bikes are reduced?",))


class Clock:
    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    upgrade(tmp_path / "shop.db")
    database = Database.at(tmp_path / "shop.db")
    yield database
    await database.close()


@pytest.fixture
def calendar(database: Database, clock: Clock) -> Calendar:
    return Calendar(database, AnswerSettings(), clock)


async def test_an_incident_ends_by_itself(calendar: Calendar, clock: Clock) -> None:
    assert (await calendar.announce("incident", LATE)).incident == LATE
    clock.at += timedelta(hours=6)
    assert calendar.announced() == Occasions()


async def test_what_was_announced_is_known_after_a_restart(
    calendar: Calendar, database: Database, clock: Clock
) -> None:
    await calendar.announce("incident", LATE)
    await calendar.announce("sale_day", SALE)
    again = Calendar(database, AnswerSettings(), clock)
    await again.open()
    assert again.announced() == Occasions(incident=LATE, sale_day=SALE)
    await again.call_off("incident")
    await calendar.open()
    assert calendar.announced() == Occasions(sale_day=SALE)


async def test_while_a_sale_goes_on_answers_are_shorter_and_quoted_at_once(calendar: Calendar, clock: Clock) -> None:
    await calendar.announce("sale_day", SALE)
    clock.at = NOON - timedelta(minutes=1)
    assert calendar.settings() == AnswerSettings()
    clock.at = NOON
    assert (calendar.settings().max_words, calendar.settings().quote_after_s) == (40, 0.0)
    clock.at = SALE.ends_at
    assert calendar.settings() == AnswerSettings()


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("When will my delivery arrive?", True),
        ("My deliveries?", True),
        ("Can you send an express parcel?", True),
        ("Is that the express line?", False),
        ("How much is a helmet?", False),
    ],
)
def test_an_announced_answer_is_told_to_whoever_asks_about_it(question: str, told: bool) -> None:
    assert (canned(Asked(question, "en"), LATE, "en") == "Parcels leave again on Friday.") is told


ENGLISH = CannedAnswer(about=("parcel", "Paket", "colis"), text="They leave on Friday.")
GERMAN = CannedAnswer(about=("Paket", "Lieferung"), text="Sie gehen am Freitag raus.", language="de")


@pytest.mark.parametrize(
    ("question", "language", "told"),
    [
        ("Wo ist mein Paket?", "de", GERMAN.text),
        ("Wann kommt meine Paketlieferung?", "de", GERMAN.text),
        ("Gibt es schon Expresspakete?", "de", GERMAN.text),
        ("Was kostet die Reparatur?", "de", None),
        ("Where is my parcel?", "en", ENGLISH.text),
        ("Où est mon colis ?", "fr", ENGLISH.text),
    ],
)
def test_it_is_told_in_the_askers_language_or_in_the_shops_first(
    question: str, language: str, told: str | None
) -> None:
    late = Incident(notice="Parcels are late.", answers=(ENGLISH, GERMAN))
    assert canned(Asked(question, language), late, "en") == told


def test_an_answer_in_a_third_language_is_told_to_nobody_else() -> None:
    late = Incident(notice="Parcels are late.", answers=(GERMAN,))
    assert canned(Asked("Où est mon Paket ?", "fr"), late, "en") is None
    assert canned(Asked("Où est mon Paket ?", "fr"), late, "de") == GERMAN.text


async def test_what_would_be_over_already_is_refused(calendar: Calendar, clock: Clock) -> None:
    assert LATE.until is not None
    clock.at = LATE.until
    with pytest.raises(Refused, match="passed already"):
        await calendar.announce("incident", LATE)
    clock.at = SALE.ends_at
    with pytest.raises(Refused, match="passed already"):
        await calendar.announce("sale_day", SALE)
    assert calendar.announced() == Occasions()


async def test_before_a_sale_the_usual_questions_are_asked_once(calendar: Calendar, clock: Clock) -> None:
    asked: list[str] = []

    async def ask(question: str, max_words: int) -> None:
        asked.append(question)
        assert max_words == SALE.max_words

    async def lately() -> list[str]:
        return ["Do you ship?", "Are you open?", "Do you  ship?"]

    warm_up = WarmUp(calendar, ask, lately)
    await calendar.announce("sale_day", SALE)
    clock.at = NOON - timedelta(hours=1)
    assert await warm_up.once() == 0
    clock.at = NOON - timedelta(minutes=20)
    assert await warm_up.once() == 3
    assert await warm_up.once() == 0
    assert asked == ["Which bikes are reduced?", "Do you ship?", "Are you open?"]


async def test_a_database_held_for_long_only_delays_the_warm_up(calendar: Calendar, clock: Clock) -> None:
    held = [Unavailable(ErrorCode.BUSY, "The box is busy.")]
    asked: asyncio.Queue[str] = asyncio.Queue()

    async def ask(question: str, max_words: int) -> None:
        await asked.put(question)

    async def lately() -> list[str]:
        if held:
            raise held.pop()
        return []

    await calendar.announce("sale_day", SALE)
    clock.at = NOON - timedelta(minutes=20)
    running = asyncio.create_task(WarmUp(calendar, ask, lately).run(every_s=0))
    async with asyncio.timeout(5):
        assert await asked.get() == "Which bikes are reduced?"
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


def test_however_much_was_asked_the_warm_up_ends() -> None:
    assert len(usual(SALE, [f"Question {number}?" for number in range(500)])) == 60


def test_a_sale_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="ends after it starts"):
        SaleDay(starts_at=NOON, ends_at=NOON)
