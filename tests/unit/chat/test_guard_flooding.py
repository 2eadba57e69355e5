"""Owns that the same again and again, too much at once and noise are noticed, and real customers never are."""

from __future__ import annotations

import pytest

from appliance.chat.guard.flooding import (
    AT_ONCE,
    AT_ONCE_S,
    CONVERSATIONS,
    SAME_IN_A_ROW,
    SAME_S,
    SUSPECTED_S,
    Flooding,
)
from appliance.chat.guard.nonsense import is_nonsense

QUESTION = "Do you sell lamps?"


def test_the_same_question_may_come_again_but_not_on_and_on() -> None:
    flooding = Flooding()
    for at in range(SAME_IN_A_ROW):
        assert flooding.note("one", QUESTION, at) is None
    assert flooding.note("one", " do you  SELL lamps?", 10.0) == "asked_again"
    assert flooding.note("another", QUESTION, 10.0) is None
    assert flooding.note("one", "And chairs?", 11.0) is None
    assert flooding.note("one", QUESTION, 12.0) is None


def test_the_same_question_an_hour_later_is_a_new_one() -> None:
    flooding = Flooding()
    for at in range(SAME_IN_A_ROW * 3):
        assert flooding.note("one", QUESTION, at * SAME_S) is None


def test_yes_may_be_said_as_often_as_one_likes() -> None:
    flooding = Flooding()
    assert {flooding.note("one", "yes", at) for at in range(AT_ONCE)} == {None}


def test_too_many_at_once_are_told_until_it_is_calm() -> None:
    flooding = Flooding()
    for at in range(AT_ONCE):
        assert flooding.note("one", f"Question {at}?", at / 10) is None
    assert flooding.note("one", "One more?", 3.0) == "too_fast"
    assert flooding.note("one", "And now?", 3.0 + AT_ONCE_S) is None


def test_who_attacked_is_suspected_for_a_while() -> None:
    flooding = Flooding()
    assert not flooding.suspected("one", 5.0)
    flooding.suspect("one", 5.0)
    assert flooding.suspected("one", 6.0)
    assert not flooding.suspected("another", 6.0)
    assert not flooding.suspected("one", 5.0 + SUSPECTED_S)


def test_only_the_latest_conversations_are_remembered() -> None:
    flooding = Flooding()
    flooding.suspect("first", 0.0)
    for number in range(CONVERSATIONS):
        flooding.note(str(number), QUESTION, 1.0)
    assert not flooding.suspected("first", 2.0)
    assert flooding.note(str(CONVERSATIONS - 1), QUESTION, 2.0) is None


@pytest.mark.parametrize(
    "text",
    [
        "asdfghjkl",
        "qwertz qwertz",
        "sdfjkhsdkjfh sdkjfh",
        "aaaaaaaaaaaaaaaaaa",
        "hahahahahahahaha",
        "free " * 300,
        "asdf asdf",
    ],
)
def test_noise_is_nonsense(text: str) -> None:
    assert is_nonsense(text)


@pytest.mark.parametrize(
    "text",
    [
        "Property insurance?",
        "Rechtschreibung",
        "Angstschweiß",
        "Strümpfe",
        "BKXRTZ-55 in stock?",
        "MX450",
        "Schlumpf",
        "Do you have it?",
        "ok",
        "我想买一个杯子",
        "Привет, вы открыты?",
        "Do you sell lamps for the kitchen, the hall and the bath? I need three of each, all in white, and one in red. "
        "If not, which shop nearby does? My address is 12 Mill Lane, and I can come on Monday or on Thursday.",
    ],
)
def test_words_are_no_nonsense(text: str) -> None:
    assert not is_nonsense(text)
