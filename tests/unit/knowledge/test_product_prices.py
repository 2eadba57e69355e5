"""Owns what a question says about money, in six languages."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.knowledge.products.asked.prices import PriceRange, amount, read_price
from appliance.knowledge.products.words.phrases import phrases
from appliance.knowledge.products.words.tokens import Line, tokens


def read(question: str, language: str = "en", *sold: str) -> PriceRange | None:
    return read_price(Line(tokens(question)), phrases(language), lambda word: word in sold)


def span(low: int | None, high: int | None, currency: str | None = None) -> PriceRange:
    return PriceRange(None if low is None else Decimal(low), None if high is None else Decimal(high), currency)


@pytest.mark.parametrize(
    ("question", "language", "meant"),
    [
        ("tents under $50", "en", span(None, 50, "USD")),
        ("tents less than 50 dollars", "en", span(None, 50, "USD")),
        ("tents for no more than £1,200", "en", span(None, 1200, "GBP")),
        ("tents under 100", "en", span(None, 100)),
        ("tents between 20 and 40", "en", span(20, 40)),
        ("tents from $40 to $20", "en", span(20, 40, "USD")),
        ("tents $20-$40", "en", span(20, 40, "USD")),
        ("tents 20 – 40 €", "en", span(20, 40, "EUR")),
        ("tents $50 or less", "en", span(None, 50, "USD")),
        ("tents 50 dollars and up", "en", span(50, None, "USD")),
        ("tents over 300 euros", "en", span(300, None, "EUR")),
        ("tents around $100", "en", span(80, 120, "USD")),
        ("Zelte unter 50 Euro", "de", span(None, 50, "EUR")),
        ("Zelte bis 1.200 €", "de", span(None, 1200, "EUR")),
        ("Zelte zwischen 20 und 40 Euro", "de", span(20, 40, "EUR")),
        ("Zelte ab 100 Franken", "de", span(100, None, "CHF")),
        ("tentes à moins de 50 €", "fr", span(None, 50, "EUR")),
        ("tentes entre 20 et 40 euros", "fr", span(20, 40, "EUR")),
        ("tiendas por menos de 50 euros", "es", span(None, 50, "EUR")),
        ("tiendas entre 20 y 40 euros", "es", span(20, 40, "EUR")),
        ("tende sotto i 50 euro", "it", span(None, 50, "EUR")),
        ("tende tra 20 e 40 euro", "it", span(20, 40, "EUR")),
        ("tenten onder de 50 euro", "nl", span(None, 50, "EUR")),
        ("tenten tussen 20 en 40 euro", "nl", span(20, 40, "EUR")),
        ("a tent for 4 people", "en", None),
        ("2-person tents", "en", None),
        ("tents under 2-person", "en", None),
        ("20 to 40 tents", "en", None),
        ("about 4 tents", "en", None),
        ("the R4 is $50", "en", None),
        ("under the counter", "en", None),
    ],
)
def test_price_ranges(question: str, language: str, meant: PriceRange | None) -> None:
    assert read(question, language, "person", "tents") == meant


@pytest.mark.parametrize(
    ("text", "number"),
    [("1,299.99", "1299.99"), ("1.299,99", "1299.99"), ("1299", "1299"), ("49,9", "49.9"), ("1.200", "1200")],
)
def test_amounts_as_people_write_them(text: str, number: str) -> None:
    assert amount(text) == Decimal(number)


@given(st.decimals(0, 99_999, places=2))
def test_any_amount_is_read_as_it_was_written(number: Decimal) -> None:
    assert read(f"tents under ${number:,}") == PriceRange(high=number, currency="USD")


@given(st.text(max_size=80))
def test_no_question_breaks_the_reader(question: str) -> None:
    found = read(question)
    assert found is None or found.low is not None or found.high is not None
