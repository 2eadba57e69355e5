"""Which time of day a question names, and what the shop says to it."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.contract.facts import ShopFacts
from appliance.contract.opening import OpeningHours, Weekday
from appliance.contract.retrieval import Asked
from appliance.knowledge.facts.asked.said import Said
from appliance.knowledge.facts.asked.times import asked_times
from appliance.knowledge.facts.book import FactBook
from appliance.knowledge.facts.telling.phrases import phrases

SHOP = ShopFacts(
    name="Bakery",
    hours=(
        *(OpeningHours(day=day, opens=time(7), closes=time(19)) for day in list(Weekday)[:5]),
        OpeningHours(day=Weekday.SATURDAY, opens=time(18), closes=time(0)),
    ),
)
WEDNESDAY_NOON = datetime(2026, 10, 7, 12, 0, tzinfo=UTC)


def times(question: str, language: str = "en") -> set[str]:
    said = Said.of(question, phrases(language))
    return {f"{one.time:%H:%M}" for one in asked_times(question, said, phrases(language))}


def told(question: str, language: str = "en") -> str | None:
    answer = FactBook().answer(Asked(question, language), SHOP, WEDNESDAY_NOON)
    return answer.text if answer else None


@pytest.mark.parametrize(
    ("question", "language", "expected"),
    [
        ("open at 7 pm?", "en", {"19:00"}),
        ("open at 7pm", "en", {"19:00"}),
        ("open at 4:30pm", "en", {"16:30"}),
        ("open at 12 am", "en", {"00:00"}),
        ("open at 12pm", "en", {"12:00"}),
        ("open from 10 am to 6 pm", "en", {"10:00", "18:00"}),
        ("open at seven in the evening", "en", {"19:00"}),
        ("open at half past five", "en", {"17:30"}),
        ("open at 7", "en", {"19:00"}),
        ("open at 9", "en", {"09:00"}),
        ("open at noon", "en", {"12:00"}),
        ("open at 19:15", "en", {"19:15"}),
        ("um 19 Uhr", "de", {"19:00"}),
        ("um 7 Uhr", "de", {"07:00"}),
        ("um 7 Uhr abends", "de", {"19:00"}),
        ("um 10.30 Uhr", "de", {"10:30"}),
        ("um halb acht abends", "de", {"19:30"}),
        ("à 19h30", "fr", {"19:30"}),
        ("à 9 heures du matin", "fr", {"09:00"}),
        ("à sept heures et demie du soir", "fr", {"19:30"}),
        ("a las siete de la tarde", "es", {"19:00"}),
        ("a la una y media", "es", {"13:30"}),
        ("alle 7 di sera", "it", {"19:00"}),
        ("om half acht 's avonds", "nl", {"19:30"}),
        ("what are your hours", "en", set()),
        ("open 24/7", "en", set()),
        ("we are 4 people with 2 bikes", "en", set()),
    ],
)
def test_a_time_in_words_or_figures(question: str, language: str, expected: set[str]) -> None:
    assert times(question, language) == expected


@given(st.integers(0, 23), st.integers(0, 59), st.sampled_from(["en", "de", "fr", "es", "it", "nl"]))
def test_a_time_in_figures_is_that_time(hour: int, minute: int, language: str) -> None:
    assert times(f"{hour:02}:{minute:02}", language) == {f"{hour:02}:{minute:02}"}


@given(st.text(max_size=60), st.sampled_from(["en", "de", "fr", "es", "it", "nl"]))
def test_no_text_breaks_the_reading_of_times(question: str, language: str) -> None:
    assert all(len(one) == 5 for one in times(question, language))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Are you open at 7 am on Friday?", "Yes, at 07:00 we are open. On Friday we are open 07:00 – 19:00."),
        ("Are you open at 7 pm on Friday?", "No, at 19:00 we are closed. On Friday we are open 07:00 – 19:00."),
        ("are you open at 6:59 pm?", "Yes, at 18:59 we are open. On Wednesday we are open 07:00 – 19:00."),
        ("open at 11 pm on saturday", "Yes, at 23:00 we are open. On Saturday we are open 18:00 – 00:00."),
        ("open on sunday at 10 am?", "No, at 10:00 we are closed. On Sunday we are closed."),
        ("Do you close at 7 pm on Friday?", "On Friday we are open 07:00 – 19:00."),
        ("are you open friday from 8 am to 5 pm", "On Friday we are open 07:00 – 19:00."),
    ],
)
def test_yes_or_no_and_the_whole_day(question: str, answer: str) -> None:
    assert told(question) == answer


def test_a_date_is_no_time() -> None:
    assert told("are you open on 9 October?") == "On Friday we are open 07:00 – 19:00."
    assert told("Habt ihr am 9.10. um 20 Uhr offen?", "de") == (
        "Nein, um 20:00 haben wir geschlossen. Am Freitag haben wir von 07:00 – 19:00 geöffnet."
    )
