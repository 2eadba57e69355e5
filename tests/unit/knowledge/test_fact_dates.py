"""Which day a visitor means, whatever words they use for it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.contract.facts import ShopFacts
from appliance.contract.opening import SpecialDay
from appliance.knowledge.facts.asked.dates import meant
from appliance.knowledge.facts.asked.said import Said
from appliance.knowledge.facts.telling.phrases import in_language, phrases

WEDNESDAY = date(2026, 10, 7)
SHOP = ShopFacts(
    name="Shop",
    special_days=(
        SpecialDay(date=date(2027, 1, 1), name={"en": "New Year's Day", "de": "Neujahr"}),
        SpecialDay(date=date(2026, 1, 1), name={"en": "New Year's Day", "de": "Neujahr"}),
    ),
)


def days(question: str, language: str = "en", today: date = WEDNESDAY) -> list[date]:
    said = Said.of(question, phrases(language))
    return list(meant(question, said, SHOP, phrases(language), today).dates)


@pytest.mark.parametrize(
    ("question", "language", "when"),
    [
        ("open today?", "en", WEDNESDAY),
        ("open tomorrow", "en", date(2026, 10, 8)),
        ("on Wednesday", "en", WEDNESDAY),
        ("on tuesdays", "en", date(2026, 10, 13)),
        ("on New Year's Day", "en", date(2027, 1, 1)),
        ("an Neujahr", "de", date(2027, 1, 1)),
        ("on 6 October", "en", date(2027, 10, 6)),
        ("october 8th", "en", date(2026, 10, 8)),
        ("am 1.3.", "de", date(2027, 3, 1)),
        ("am 3. März", "de", date(2027, 3, 3)),
        ("Samstag", "de", date(2026, 10, 10)),
    ],
)
def test_a_day_in_words(question: str, language: str, when: date) -> None:
    assert days(question, language) == [when]


def test_a_weekend_is_two_days_and_several_days_come_in_order() -> None:
    assert days("this weekend") == [date(2026, 10, 10), date(2026, 10, 11)]
    assert days("on sunday or friday") == [date(2026, 10, 9), date(2026, 10, 11)]


@pytest.mark.parametrize("question", ["what are your hours", "am 31.2.", "on february 30", "open at 12", ""])
def test_no_day_or_none_that_exists(question: str) -> None:
    assert days(question) == []


@given(st.dates(date(2024, 1, 1), date(2100, 1, 1)), st.integers(0, 364))
def test_a_date_in_figures_is_the_next_such_day(today: date, ahead: int) -> None:
    when = today + timedelta(days=ahead)
    if (when.month, when.day) != (2, 29):
        assert days(f"am {when.day}.{when.month}.", "de", today) == [when]


@given(st.text(max_size=60), st.sampled_from(["en", "de"]))
def test_no_question_names_a_day_that_is_past(question: str, language: str) -> None:
    assert all(day >= WEDNESDAY for day in days(question, language))


def test_a_language_without_phrases_is_told_in_english() -> None:
    assert phrases("ja") == phrases("en")
    assert in_language({"de": "Parken"}, "en") == "Parken"
    assert in_language({}, "en") == ""
