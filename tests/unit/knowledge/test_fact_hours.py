"""The demo shop's hours, asked on Wednesday 7 October 2026 at noon in Portland."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from appliance.contract.facts import ShopFacts
from appliance.contract.opening import OpeningHours, Weekday
from appliance.contract.retrieval import Asked
from appliance.core.paths import ASSETS
from appliance.knowledge.facts.book import FactBook
from appliance.knowledge.facts.telling import hours

FACTS = ShopFacts.model_validate_json((ASSETS / "demo/facts.json").read_text(encoding="utf-8"))
WEDNESDAY_NOON = datetime(2026, 10, 7, 19, 0, tzinfo=UTC)
WEDNESDAY_NIGHT = datetime(2026, 10, 8, 4, 30, tzinfo=UTC)  # 21:30 of Wednesday in Portland
SUNDAY_EVENING = datetime(2026, 10, 12, 0, 0, tzinfo=UTC)  # 17:00 of Sunday in Portland

HEILIGABEND = "Am Donnerstag, 24. Dezember (Heiligabend) haben wir von 10:00 – 14:00 geöffnet."


def told(question: str, language: str = "en", now: datetime = WEDNESDAY_NOON) -> str | None:
    answer = FactBook().answer(Asked(question, language), FACTS, now)
    return answer.text if answer else None


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Are you open on Monday?", "On Monday we are closed."),
        ("r u open mondays", "On Monday we are closed."),
        ("when do you close on saturday", "On Saturday we are open 10:00 – 17:00."),
        ("Are you open tomorrow?", "On Thursday we are open 10:00 – 18:00."),
        ("What are your hours today?", "On Wednesday we are open 10:00 – 18:00."),
        (
            "are you open on the weekend",
            "On Saturday we are open 10:00 – 17:00. On Sunday we are open 11:00 – 16:00.",
        ),
        ("Are you open on Thanksgiving?", "On Thursday 26 November (Thanksgiving) we are closed."),
        ("are you open on christmas eve", "On Thursday 24 December (Christmas Eve) we are open 10:00 – 14:00."),
        ("open on December 24th?", "On Thursday 24 December (Christmas Eve) we are open 10:00 – 14:00."),
        ("are you open on 25 dec", "On Friday 25 December (Christmas Day) we are closed."),
        ("open on November 2?", "On Monday 2 November we are closed."),
        (
            "What are your opening hours?",
            "We are open Tuesday to Friday 10:00 – 18:00, Saturday 10:00 – 17:00, Sunday 11:00 – 16:00."
            " We are closed on Monday.",
        ),
    ],
)
def test_hours_in_english(question: str, answer: str) -> None:
    assert told(question) == answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Habt ihr am Montag offen?", "Am Montag haben wir geschlossen."),
        ("Wann schließt ihr samstags?", "Am Samstag haben wir von 10:00 – 17:00 geöffnet."),
        ("Habt ihr am 24.12. offen?", HEILIGABEND),
        ("Ist am 24. Dezember geöffnet?", HEILIGABEND),
        ("Habt ihr an Neujahr geöffnet?", "Am Freitag, 1. Januar (Neujahr) haben wir geschlossen."),
        ("Habt ihr morgen auf?", "Am Donnerstag haben wir von 10:00 – 18:00 geöffnet."),
        (
            "Wie sind eure Öffnungszeiten?",
            "Wir haben geöffnet: Dienstag bis Freitag 10:00 – 18:00, Samstag 10:00 – 17:00, Sonntag 11:00 – 16:00."
            " Geschlossen ist am Montag.",
        ),
    ],
)  # fmt: skip
def test_hours_in_german(question: str, answer: str) -> None:
    assert told(question, "de") == answer


def test_now_is_the_shops_own_time() -> None:
    assert told("Are you open right now?") == "Yes, we are open now, until 18:00 today."
    assert told("Habt ihr gerade geöffnet?", "de") == "Ja, wir haben jetzt geöffnet, heute bis 18:00."


def test_a_closed_shop_says_when_it_opens_next() -> None:
    assert told("are you open now?", now=WEDNESDAY_NIGHT) == (
        "No, we are closed at the moment. We open again on Thursday at 10:00."
    )
    assert told("are you open now?", now=SUNDAY_EVENING) == (
        "No, we are closed at the moment. We open again on Tuesday at 10:00."
    )


def test_a_date_that_is_past_means_next_years() -> None:
    assert told("Are you open on March 1st?") == "On Monday 1 March we are closed."


def test_a_date_that_does_not_exist_is_not_invented() -> None:
    assert "31" not in (told("Habt ihr am 31.2. offen?", "de") or "")


def test_the_answer_says_where_it_stands() -> None:
    answer = FactBook().answer(Asked("Are you open on Monday?", "en"), FACTS, WEDNESDAY_NOON)
    assert answer is not None
    assert (answer.source.title, answer.source.place) == ("Shop facts", "Opening hours")


def test_a_shop_that_told_no_hours_is_not_said_to_be_closed() -> None:
    assert FactBook().answer(Asked("Are you open?", "en"), ShopFacts(name="New"), WEDNESDAY_NOON) is None


def test_a_lunch_break_is_closed_and_ends() -> None:
    spans = [(time(8), time(12)), (time(14), time(18))]
    monday = [OpeningHours(day=Weekday.MONDAY, opens=opens, closes=closes) for opens, closes in spans]
    shop = ShopFacts(name="Bakery", hours=tuple(reversed(monday)))
    noon = datetime(2026, 10, 5, 12, 0)
    assert hours.open_until(shop, noon.replace(hour=11)) == time(12)
    assert hours.open_until(shop, noon) is None
    assert hours.next_opening(shop, noon) == (date(2026, 10, 5), time(14))
    assert hours.next_opening(shop, noon.replace(hour=15)) == (date(2026, 10, 12), time(8))


def test_a_shop_that_never_opens_has_no_next_opening() -> None:
    assert hours.next_opening(ShopFacts(name="Closed"), datetime(2026, 10, 5)) is None
