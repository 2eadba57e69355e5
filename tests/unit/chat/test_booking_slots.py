"""Owns what a booking form is filled with beforehand: only what was said, and only when it can be read in one way."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.chat.triage import booking_slots

# A Wednesday.
TODAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("tonight", "en", date(2026, 11, 18)),
        ("tomorrow morning", "en", date(2026, 11, 19)),
        ("the day after tomorrow", "en", date(2026, 11, 20)),
        ("on Friday", "en", date(2026, 11, 20)),
        ("Wednesday", "en", date(2026, 11, 25)),
        ("next Friday", "en", date(2026, 11, 27)),
        ("3rd of December", "en", date(2026, 12, 3)),
        ("May 3rd", "en", date(2027, 5, 3)),
        ("Sat, 5 Dec 2026", "en", date(2026, 12, 5)),
        ("Saturday the 28th", "en", date(2026, 11, 28)),
        ("the 2nd please", "en", date(2026, 12, 2)),
        ("in 17 days", "en", date(2026, 12, 5)),
        ("9 days from now", "en", date(2026, 11, 27)),
        ("in two weeks", "en", date(2026, 12, 2)),
        ("2026/12/24", "en", date(2026, 12, 24)),
        ("25/12", "en", date(2026, 12, 25)),
        ("12/25", "en", date(2026, 12, 25)),
        ("29 February", "en", date(2028, 2, 29)),
        ("heute Abend", "de", date(2026, 11, 18)),
        ("morgen früh", "de", date(2026, 11, 19)),
        ("übermorgen", "de", date(2026, 11, 20)),
        ("am Freitagabend", "de", date(2026, 11, 20)),
        ("nächsten Dienstag", "de", date(2026, 11, 24)),
        ("am 3. Dezember", "de", date(2026, 12, 3)),
        ("am 8.4.", "de", date(2027, 4, 8)),
        ("24.12.2026", "de", date(2026, 12, 24)),
        ("am 31.", "de", date(2026, 12, 31)),
        ("in drei Tagen", "de", date(2026, 11, 21)),
    ],
)
def test_the_day_is_found(text: str, language: str, day: date) -> None:
    assert booking_slots(text, language, TODAY).day == day


@pytest.mark.parametrize(
    ("text", "language", "at"),
    [
        ("at 7pm", "en", time(19)),
        ("7:45 PM", "en", time(19, 45)),
        ("0730pm", "en", time(19, 30)),
        ("17:00", "en", time(17)),
        ("at noon", "en", time(12)),
        ("half past seven in the evening", "en", time(19, 30)),
        ("a quarter to six", "en", time(17, 45)),
        ("25 to 8 p.m.", "en", time(19, 35)),
        ("8 o'clock in the morning", "en", time(8)),
        ("come in at 2.", "en", time(14)),
        ("dinner at 8", "en", time(20)),
        ("at 10:30", "en", time(10, 30)),
        ("um 19 Uhr", "de", time(19)),
        ("um 18.30 Uhr", "de", time(18, 30)),
        ("halb zehn", "de", time(9, 30)),
        ("viertel nach sieben abends", "de", time(19, 15)),
        ("dreiviertel acht morgens", "de", time(7, 45)),
        ("heute Abend um acht", "de", time(20)),
        ("um 15 Uhr 30", "de", time(15, 30)),
    ],
)
def test_the_time_is_found(text: str, language: str, at: time) -> None:
    assert booking_slots(text, language, TODAY).at == at


@pytest.mark.parametrize(
    ("text", "language", "people"),
    [
        ("a table for 4", "en", 4),
        ("table for two at eight", "en", 2),
        ("12 people", "en", 12),
        ("a party of six", "en", 6),
        ("2 adults and 3 children", "en", 5),
        ("me, my wife and our 3 kids", "en", 5),
        ("me and my partner", "en", 2),
        ("myself and 5 others", "en", 6),
        ("2 couples", "en", 4),
        ("the 14 of us", "en", 14),
        ("not 8 people but 7 people", "en", 7),
        ("a table for me on Friday", "en", 1),
        ("Tisch für 4 Personen", "de", 4),
        ("zu zweit", "de", 2),
        ("für meine Frau und mich", "de", 2),
        ("2 Erwachsene und 3 Kinder", "de", 5),
        ("wir sind 5", "de", 5),
        ("am 24.12. um 12 Uhr für sechs", "de", 6),
    ],
)
def test_the_people_are_counted(text: str, language: str, people: int) -> None:
    assert booking_slots(text, language, TODAY).people == people


@pytest.mark.parametrize(
    "text", ["8/4", "may I book a table", "I sat by the window", "30 February", "2018/08/20", "for 3 nights", "my wife"]
)
def test_what_says_no_day_or_could_be_two_is_left_open(text: str) -> None:
    slots = booking_slots(text, "en", TODAY)
    assert (slots.day, slots.people) == (None, None)


def test_a_time_is_no_number_of_people() -> None:
    slots = booking_slots("reserve a table for 12:45PM", "en", TODAY)
    assert (slots.at, slots.people) == (time(12, 45), None)


def test_good_morning_is_not_tomorrow() -> None:
    assert booking_slots("Guten Morgen, ich hätte gern einen Termin", "de", TODAY).day is None


def test_everything_at_once() -> None:
    slots = booking_slots("Hi, a table for 4 on Friday at 7pm please", "en", TODAY)
    assert (slots.day, slots.at, slots.people) == (date(2026, 11, 20), time(19), 4)


@given(
    st.text(alphabet="0123456789:./- apmuhrviertelvorhalb,fürzu", max_size=40),
    st.sampled_from(["en", "de", "fr"]),
    st.dates(min_value=date(2024, 1, 1), max_value=date(2099, 12, 31)),
)
def test_nothing_that_anybody_types_breaks_it(text: str, language: str, today: date) -> None:
    slots = booking_slots(text, language, today)
    assert slots.day is None or slots.day >= today
    assert slots.people is None or slots.people > 0
