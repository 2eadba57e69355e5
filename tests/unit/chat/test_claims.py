"""Owns what can be checked in a sentence: the same number in every dress, money, addresses, names, yes and no."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.chat.grounding import claims


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1,000.00", "1000"),
        ("1.000,00", "1000"),
        ("1,000", "1.000"),
        ("1,234,567", "1.234.567"),
        ("10:00", "10"),
        ("09:30", "9:30"),
        ("ten", "10"),
        ("Zehn", "10"),
        ("fifteen", "15"),
        ("neunzig", "90"),
        ("a dozen", "12"),
        ("free of charge", "0"),
        ("6.9%", "6,9 %"),
        ("$22.00", "22 $"),
        ("007", "7"),
    ],
)
def test_the_same_number_in_other_clothes(one: str, other: str) -> None:
    assert claims.numbers(one) == claims.numbers(other) != frozenset()


@pytest.mark.parametrize(("one", "other"), [("$22.50", "$22"), ("1,000", "1.00"), ("10:30", "10"), ("1.5", "15")])
def test_other_numbers_stay_other_numbers(one: str, other: str) -> None:
    assert claims.numbers(one) != claims.numbers(other)


@given(st.integers(min_value=0, max_value=10**12))
def test_a_number_is_the_same_with_and_without_its_thousands_marked(number: int) -> None:
    plain = claims.numbers(str(number))
    assert plain == claims.numbers(f"{number:,}")
    assert plain == claims.numbers(f"{number:,}".replace(",", "."))
    assert plain == claims.numbers(f"{number:,}.00")


def test_an_article_proves_a_number_but_claims_none() -> None:
    assert claims.numbers("ein Rad") == frozenset({"1"})
    assert claims.numbers("ein Rad", claimed=True) == frozenset()
    assert claims.numbers("zwei Räder", claimed=True) == frozenset({"2"})


@pytest.mark.parametrize("text", ["$45", "45 $", "45 dollars", "€ 45", "45 Euro", "45 EUR", "£45"])
def test_money_is_known_by_its_sign_on_either_side(text: str) -> None:
    assert claims.amounts(f"It costs {text} for 3 days.") == frozenset({"45"})


def test_a_number_without_a_sign_is_no_money() -> None:
    assert claims.amounts("We open at 9 and have 45 bikes.") == frozenset()


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("See https://maple.example/rent.", "https://maple.example/rent"),
        ("Look at www.maple.org!", "www.maple.org"),
        ("Write to Hello@Maple.example, please", "hello@maple.example"),
        ("On maple-bikes.com you find it", "maple-bikes.com"),
    ],
)
def test_addresses_are_found_without_the_mark_behind_them(text: str, address: str) -> None:
    assert address in claims.addresses(text)


def test_plain_words_are_no_address() -> None:
    assert claims.addresses("We open at 9.30 and close at six. Come in!") == frozenset()


def test_names_are_the_same_before_a_comma_and_before_the_full_stop() -> None:
    assert claims.names("Ask Nora, please.", "en") == claims.names("Please ask Nora.", "en") == frozenset({"nora"})


def test_the_first_word_and_i_are_no_names() -> None:
    assert claims.names("Bikes are what I repair.", "en") == frozenset()


@pytest.mark.parametrize(
    "text",
    ["We do not rent tandems.", "There's no ramp.", "We can't.", "You don’t pay", "Wir haben keine Tandems.", "Nie."],
)
def test_a_no_is_noticed(text: str) -> None:
    assert claims.negated(text)


@pytest.mark.parametrize("text", ["We rent tandems.", "Notes are kept.", "Wir haben Tandems.", "Another knot"])
def test_a_yes_is_no_no(text: str) -> None:
    assert not claims.negated(text)
