"""Owns that details are hidden, come back as they were, and that marks cannot be played with."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.privacy.redaction.finders import find
from appliance.privacy.redaction.redact import Redacted, redact, restore, strange_marks

DETAILS = (
    "ada@example.org", "+49 171 1234567", "4111 1111 1111 1111", "DE89 3704 0044 0532 0130 00", "078-05-1120",
    "[EMAIL_1]", "[EMAIL_99]", "my name is Ada Example", "12 Maple Street, 97205 Portland", "born 3.4.1975",
)  # fmt: skip
TEXTS = st.lists(st.one_of(st.text(max_size=30), st.sampled_from(DETAILS)), max_size=8).map(" ".join)


@given(TEXTS)
def test_what_was_hidden_comes_back_to_the_letter(text: str) -> None:
    hidden = redact(text)
    assert restore(hidden.text, hidden.tokens) == text


@given(TEXTS, TEXTS)
def test_so_it_does_when_several_texts_share_their_marks(first: str, second: str) -> None:
    one = redact(first)
    other = redact(second, one.tokens)
    assert restore(one.text, other.tokens) == first
    assert restore(other.text, other.tokens) == second


@given(TEXTS)
def test_no_detail_is_left_and_none_touches_another(text: str) -> None:
    spans = find(text)
    hidden = redact(text)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert "ada@example.org" not in hidden.text
    assert "4111 1111 1111 1111" not in hidden.text


def test_a_mark_says_what_it_hides_and_is_the_same_each_time() -> None:
    hidden = redact("Write to ada@example.org or bo@example.org. Again: ada@example.org")
    assert hidden.text == "Write to [EMAIL_1] or [EMAIL_2]. Again: [EMAIL_1]"
    more = redact("bo@example.org and cy@example.org", hidden.tokens)
    assert more.text == "[EMAIL_2] and [EMAIL_3]"


def test_text_without_details_stays_as_it_is() -> None:
    assert redact("Do you rent e-bikes for 2 days?") == Redacted("Do you rent e-bikes for 2 days?", redact("").tokens)


def test_a_mark_that_was_never_given_or_was_garbled_stays_a_mark() -> None:
    tokens = redact("I am ada@example.org").tokens
    for text in ("[EMAIL_2]", "[PHONE_1]", "[email_1]", "[EMAIL 1]", "EMAIL_1"):
        assert restore(text, tokens) == text
    assert strange_marks("We write to [EMAIL_2].", tokens)
    assert not strange_marks("We write to [EMAIL_1].", tokens)


def test_what_is_put_back_is_not_read_as_a_mark_again() -> None:
    hidden = redact("[EMAIL_1] is not ada@example.org")
    assert "[EMAIL_1]" in hidden.text
    assert hidden.text.startswith("[MARK_1]")
    assert restore("Yes: [MARK_1]", hidden.tokens) == "Yes: [EMAIL_1]"


@pytest.mark.parametrize(
    "text", ["1 " * 4000, "+((" * 3000, "a@" * 4000, "my name is " * 700, "rue " * 2000, "A1 " * 2600]
)
def test_a_text_made_to_be_slow_is_not(text: str) -> None:
    hidden = redact(text)  # the time limit of every test is the measure
    assert restore(hidden.text, hidden.tokens) == text
