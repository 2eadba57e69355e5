"""Owns what counts as the same number, and that no number from nowhere ever passes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.chat import claims
from appliance.chat.grounding import Evidence
from appliance.chat.sentence_stream import SentenceStream
from appliance.contract.retrieval import Asked, FoundPassage
from appliance.core.language import sentences

TEXT = "City bike rental costs $45 per day. E-bike rental costs $85 per day. We do not rent tandems. Call 503 555 0142."
PASSAGE = FoundPassage("doc", 0, "Rental", ("Rental",), TEXT, 0.6, 0.5)
EVIDENCE = Evidence((PASSAGE,), Asked("How much is it to rent a bike?", "en"))


@pytest.mark.parametrize(
    ("one", "other"),
    [("1,000.00", "1000"), ("1.000,00", "1000"), ("10:00", "10"), ("ten", "10"), ("zehn", "10"), ("6.9%", "6,9 %")],
)
def test_the_same_number_in_other_clothes(one: str, other: str) -> None:
    assert claims.numbers(one) == claims.numbers(other)


def test_cents_matter() -> None:
    assert claims.numbers("$22.50") != claims.numbers("$22")


@pytest.mark.parametrize(
    "sentence", ["E-bike rental costs $85 per day.", "City bike rental is $45 per day.", "We do not rent tandems."]
)
def test_faithful_sentences_pass(sentence: str) -> None:
    assert EVIDENCE.passage_for(sentence) is PASSAGE


@pytest.mark.parametrize(
    "sentence",
    [
        "E-bike rental costs $95 per day.",
        "E-bike rental costs 85 per day.",
        "City bike rental costs $45 per day at Portland Cycles.",
        "We rent tandems.",
        "See www.other-shop.com for e-bike rental.",
        "E-bike rental costs ninety dollars, which is a fair price for such a machine.",
    ],
)
def test_unfaithful_sentences_do_not(sentence: str) -> None:
    assert EVIDENCE.passage_for(sentence) is None


@given(st.integers(min_value=100, max_value=10**9).filter(lambda number: str(number) not in ("503", "555")))
def test_a_number_from_nowhere_never_passes(number: int) -> None:
    assert EVIDENCE.passage_for(f"City bike rental costs ${number} per day.") is None


@given(st.lists(st.integers(min_value=1, max_value=9), max_size=40))
def test_sentences_are_the_same_however_the_text_is_cut(cuts: list[int]) -> None:
    stream, shown, at = SentenceStream(), [], 0
    for size in cuts:
        shown += stream.add(TEXT[at : at + size])
        at += size
    shown += stream.add(TEXT[at:])
    assert [*shown, *stream.rest()] == sentences(TEXT)
