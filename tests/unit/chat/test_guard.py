"""Owns what is turned down unread, and that everything else goes on."""

from __future__ import annotations

import pytest

from appliance.chat.guard.length import refusal
from appliance.contract.chat import QUESTION_MAX_CHARS

SHOP = "Maple Street Bikes"


def test_a_question_that_is_too_long_is_told_how_long_it_may_be() -> None:
    assert f"{QUESTION_MAX_CHARS:,}" in (refusal("why " * QUESTION_MAX_CHARS, SHOP, "en") or "")


def test_the_longest_allowed_question_goes_on() -> None:
    assert refusal("a" * QUESTION_MAX_CHARS, SHOP, "en") is None


@pytest.mark.parametrize("nothing", [" ", "\n\t", "???", "...!", "🚲"])
def test_nothing_asked_is_asked_back(nothing: str) -> None:
    assert SHOP in (refusal(nothing, SHOP, "en") or "")


@pytest.mark.parametrize("question", ["1", "Hi", "you stupid bot", "Hello, when do you open?", "?!? hours", "كم؟"])
def test_whatever_holds_a_word_goes_on(question: str) -> None:
    assert refusal(question, SHOP, "en") is None
