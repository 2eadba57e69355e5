"""Owns what visitors read when they chat with the box itself: honest, short, and back to the shop."""

from __future__ import annotations

import pytest

from appliance.chat.triage import reply
from appliance.chat.triage.replies import SENTENCES
from appliance.chat.triage.rules import KINDS
from appliance.contract.retrieval import Shop
from appliance.contract.triage import Sorted, Topic

SHOP = Shop("Maple Street Bikes", ("en", "de"))


def said(text: str, topic: Topic = Topic.SMALL_TALK, language: str = "en", sure: bool = True) -> str | None:
    return reply(Sorted(topic, sure), text, SHOP, language)


def test_each_kind_of_small_talk_has_its_sentence() -> None:
    assert set(SENTENCES) == set(KINDS)


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Are you a robot?", "en", "AI assistant"),
        ("Are you human?", "en", "no person"),
        ("Bist du ein Mensch?", "de", "kein Mensch"),
        ("Who are you?", "en", "Maple Street Bikes"),
        ("Hi", "en", "welcome"),
        ("Thank you!", "en", "You are welcome"),
        ("Bye", "en", "Goodbye"),
        ("Tschüss", "de", "Auf Wiedersehen"),
        ("How are you?", "en", "What would you like to know"),
        ("What do you do for fun?", "en", "AI assistant"),
    ],
)
def test_small_talk_is_answered_by_the_box(text: str, language: str, words: str) -> None:
    answer = said(text, language=language)
    assert answer
    assert words in answer


def test_the_languages_are_named_in_themselves() -> None:
    answer = said("Do you speak German?")
    assert answer
    assert "English, Deutsch" in answer


def test_a_language_without_phrases_is_named_by_its_code() -> None:
    answer = reply(Sorted(Topic.SMALL_TALK, True), "Do you speak Turkish?", Shop("Bakery", ("tr",)), "en")
    assert answer
    assert "tr" in answer


def test_small_talk_that_only_the_head_knows_is_met_with_who_is_here() -> None:
    answer = said("so you are one of those clever things, are you")
    assert answer
    assert "AI assistant" in answer


def test_abuse_is_met_politely() -> None:
    answer = said("you idiot", Topic.ABUSE)
    assert answer
    assert "I would like to help" in answer


@pytest.mark.parametrize("topic", [Topic.FACT, Topic.ORDER_STATUS, Topic.HAND_OFF, Topic.QUESTION, Topic.OFF_TOPIC])
def test_everything_else_is_for_the_rungs(topic: Topic) -> None:
    assert said("anything", topic) is None


@pytest.mark.parametrize("topic", [Topic.SMALL_TALK, Topic.ABUSE])
def test_in_doubt_the_box_says_nothing_itself(topic: Topic) -> None:
    assert said("Tell me about apples", topic, sure=False) is None
