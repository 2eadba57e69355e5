"""Owns what can be checked in a sentence: the same number, price or date in every dress and language."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appliance.chat.grounding import claims
from appliance.chat.grounding.claims import Claim, Kind
from tests.unit.chat.claiming import only, proves


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1,000.00", "1000"),
        ("1.000,00", "1000"),
        ("1,000", "1.000"),
        ("1 000", "1000"),
        ("1\u202f234\u00a0567", "1,234,567"),
        ("1'000", "1000"),
        ("1,234,567", "1.234.567"),
        ("ten", "10"),
        ("fifteen", "15"),
        ("twenty-five", "25"),
        ("two hundred", "200"),
        ("a dozen", "12"),
        ("free of charge", "0"),
        ("6.9%", "6,9 %"),
        ("$22.00", "22 $"),
        ("007", "7"),
        ("2½", "2.5"),
        ("1/2", "0.5"),
        ("１２", "12"),
    ],
)
def test_the_same_number_in_other_clothes(one: str, other: str) -> None:
    assert claims.numbers(one) == claims.numbers(other) != frozenset()


@pytest.mark.parametrize(("one", "other"), [("$22.50", "$22"), ("1,000", "1.00"), ("10:30", "10:00"), ("1.5", "15")])
def test_other_numbers_stay_other_numbers(one: str, other: str) -> None:
    assert claims.numbers(one) != claims.numbers(other)


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=999_999))
def test_a_number_is_the_same_with_and_without_its_thousands_marked(number: int) -> None:
    plain = claims.numbers(str(number))
    for mark in ",.'\u202f":
        assert plain == claims.numbers(f"{number:,}".replace(",", mark))
    assert plain == claims.numbers(f"{number:,}.00")


@settings(deadline=None)
@given(st.decimals(min_value=0, max_value=99_999, places=2), st.sampled_from(["$", "€", "£"]))
def test_a_price_is_the_same_before_and_behind_its_sign(value: Decimal, sign: str) -> None:
    told = only(f"{sign}{value:,}")
    assert told == only(f"{value:,} {sign}") == only(f"{value:,}".translate(str.maketrans(",.", ".,")) + f" {sign}")
    assert Decimal(told.value) == value


@pytest.mark.parametrize(
    ("language", "words", "number"),
    [
        ("de", "fünfundzwanzig", "25"),
        ("fr", "quatre-vingt-dix-sept", "97"),
        ("es", "treinta y cinco", "35"),
        ("it", "ventuno", "21"),
        ("nl", "vijfentwintig", "25"),
        ("de", "anderthalb", "1.5"),
    ],
)
def test_numbers_in_words(language: str, words: str, number: str) -> None:
    assert only(words, language).value == number


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "ten days"),
        ("en", "10 days"),
        ("de", "zehn Tage"),
        ("de", "10 Tagen"),
        ("fr", "dix jours"),
        ("es", "diez días"),
        ("it", "dieci giorni"),
        ("nl", "tien dagen"),
    ],
)
def test_ten_days_are_ten_days_in_every_language(language: str, text: str) -> None:
    assert only(text, language) == Claim(Kind.DURATION, "10", "day")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "ten working days"),
        ("de", "10 Werktage"),
        ("fr", "dix jours ouvrés"),
        ("es", "10 días laborables"),
        ("it", "dieci giorni lavorativi"),
        ("nl", "tien werkdagen"),
    ],
)
def test_working_days_are_days_of_their_own(language: str, text: str) -> None:
    assert only(text, language) == Claim(Kind.DURATION, "10", "workday")


@pytest.mark.parametrize(
    ("held", "said"),
    [("14 days", "two weeks"), ("10 working days", "10 days"), ("90 days", "3 months"), ("24 hours", "1 day")],
)
def test_a_duration_is_not_converted_unless_the_source_says_so(held: str, said: str) -> None:
    assert not proves(held, said)


def test_half_an_hour_is_thirty_minutes() -> None:
    assert only("half an hour") == only("30 minutes") == only("0.5 hours")


@pytest.mark.parametrize("text", ["$45", "45 $", "45 dollars", "USD 45", "45 USD", "US$45", "$45.00", "USD45"])
def test_money_in_any_dress(text: str) -> None:
    assert only(text) == Claim(Kind.MONEY, "45", "$")


@pytest.mark.parametrize(
    ("language", "text"), [("de", "18,00 €"), ("de", "18 Euro"), ("fr", "18,00 EUR"), ("nl", "€ 18")]
)
def test_euros_in_any_dress(language: str, text: str) -> None:
    assert only(text, language) == Claim(Kind.MONEY, "18", "€")


def test_a_price_stays_a_price_in_its_currency() -> None:
    assert not proves("It costs $45.", "It costs 45.")
    assert not proves("We have 45 bikes.", "It costs $45.")
    assert not proves("It costs $45.", "It costs 45 €.")
    assert proves("It costs 18,- € today", "18 €", "de")


@pytest.mark.parametrize(
    "text",
    ["12 March 2027", "March 12, 2027", "12th of March 2027", "12.03.2027", "2027-03-12", "12.3.27"],
)
def test_one_date_in_many_dresses(text: str) -> None:
    assert only(text) == Claim(Kind.DATE, "2027-03-12")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "12. März 2027"),
        ("fr", "le 12 mars 2027"),
        ("es", "el 12 de marzo de 2027"),
        ("it", "12 marzo 2027"),
        ("nl", "12 maart 2027"),
    ],
)
def test_one_date_in_many_languages(language: str, text: str) -> None:
    assert only(text, language) == Claim(Kind.DATE, "2027-03-12")


@settings(deadline=None)
@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2049, 12, 31)))
def test_a_date_survives_its_forms(day: date) -> None:
    forms = (day.isoformat(), f"{day:%d.%m.%Y}", f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%B} {day.year}")
    assert {only(form) for form in forms} == {Claim(Kind.DATE, day.isoformat())}
    assert not proves(day.isoformat(), (day + timedelta(days=1)).isoformat())


def test_a_date_may_leave_out_what_is_known_and_add_nothing() -> None:
    assert proves("on 12 March 2027", "on March 12")
    assert proves("on 12 March 2027", "in March")
    assert not proves("on 12 March", "on 12 March 2027")
    assert not proves("in March", "on 12 March")


def test_a_date_that_may_be_read_in_two_ways_proves_only_itself() -> None:
    assert proves("on 03/12/2027", "on 3/12/2027")
    assert not proves("on 03/12/2027", "on 12 March 2027")
    assert only("25/12/2026") == Claim(Kind.DATE, "2026-12-25")
