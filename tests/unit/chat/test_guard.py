"""Owns what costs nothing to answer, and that no real question is taken for it."""

from __future__ import annotations

import pytest

from appliance.chat.guard.small_talk import reply
from appliance.contract.chat import QUESTION_MAX_CHARS, Outcome

SHOP = "Maple Street Bikes"


def outcome(question: str, language: str = "en") -> Outcome | None:
    answer = reply(question, SHOP, language)
    return answer[1] if answer else None


def test_a_question_that_is_too_long_is_told_how_long_it_may_be() -> None:
    answer = reply("why " * QUESTION_MAX_CHARS, SHOP, "en")
    assert answer is not None
    assert f"{QUESTION_MAX_CHARS:,}" in answer[0]
    assert answer[1] is Outcome.REFUSED


def test_the_longest_allowed_question_goes_on() -> None:
    assert outcome("a" * QUESTION_MAX_CHARS) is None


@pytest.mark.parametrize("nothing", [" ", "\n\t", "???", "...!", "🚲"])
def test_nothing_asked_is_asked_back(nothing: str) -> None:
    answer = reply(nothing, SHOP, "en")
    assert answer is not None
    assert SHOP in answer[0]
    assert answer[1] is Outcome.REFUSED


@pytest.mark.parametrize("rude", ["you stupid bot", "Fuck off", "this is shit", "You are an idiot", "shut up"])
def test_rudeness_is_met_politely(rude: str) -> None:
    answer = reply(rude, SHOP, "en")
    assert answer is not None
    assert SHOP in answer[0]
    assert answer[1] is Outcome.REFUSED


@pytest.mark.parametrize(
    "rude", ["du dummes Arschloch", "Scheiß Laden", "Halt die Klappe", "blöde Maschine", "Dummkopf"]
)
def test_rudeness_in_german_is_met_in_german(rude: str) -> None:
    answer = reply(rude, SHOP, "de")
    assert answer is not None
    assert "Ich helfe Ihnen gern" in answer[0]


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("Hi", "en"),
        ("Good morning!", "en"),
        ("hello there", "en"),
        ("Guten Tag", "de"),
        ("Thanks!", "en"),
        ("Danke", "de"),
    ],
)
def test_a_greeting_and_thanks_are_answered(said: str, language: str) -> None:
    assert outcome(said, language) is Outcome.ANSWERED


@pytest.mark.parametrize(
    "question",
    [
        "Hello, when do you open on Sunday?",
        "Hi, open now?",
        "How much is it to replace my stupid chain that keeps slipping all the time?",
        "Do you sell dumbbells?",
        "Do you sell dummies for babies?",
        "Thanks, and what does a tune-up cost?",
        "Do you sell shiitake mushrooms?",
        "Are highlanders in stock?",
        "1",
    ],
)
def test_a_real_question_goes_on(question: str) -> None:
    assert outcome(question) is None


@pytest.mark.parametrize("question", ["Hallo, wann habt ihr auf?", "Was kostet eine Inspektion?", "Habt ihr Dummys?"])
def test_a_real_german_question_goes_on(question: str) -> None:
    assert outcome(question, "de") is None
