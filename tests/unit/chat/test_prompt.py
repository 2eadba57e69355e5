"""Owns that prompts begin alike, so that the model server computes them once, and hold what the model needs."""

from __future__ import annotations

import itertools

from appliance.chat.writing import prompt
from appliance.contract.retrieval import Asked
from tests.unit.chat.played import passage

ASKED = Asked("How much is it?", "en")
PASSAGES = [
    passage("First of prices.", "Prices", at=0),
    passage("Second of prices.", "Prices", at=1),
    passage("About hours.", "Hours", "Hours", "Summer"),
]


def test_equal_finds_in_any_order_make_the_same_beginning() -> None:
    firsts = {prompt.messages("Shop", ASKED, order)[0] for order in itertools.permutations(PASSAGES)}
    assert len(firsts) == 1


def test_the_beginning_is_the_same_for_every_question_of_a_shop() -> None:
    one = prompt.messages("Shop", ASKED, PASSAGES[:1])[0].content
    other = prompt.messages("Shop", Asked("And tomorrow?", "en", ("Are you open?",)), PASSAGES[2:])[0].content
    assert one.partition("\n- ")[0] == other.partition("\n- ")[0] != one


def test_the_question_stands_last_and_alone() -> None:
    system, user = prompt.messages("Shop", ASKED, PASSAGES)
    assert (system.role, user.role) == ("system", "user")
    assert user.content == "How much is it?"
    assert "How much is it?" not in system.content


def test_the_last_two_earlier_questions_come_along() -> None:
    asked = Asked("And today?", "en", ("One?", "Two?", "Three?"))
    assert prompt.messages("Shop", asked, ())[-1].content == "Two? Three? And today?"


def test_shop_language_and_notes_are_named() -> None:
    content = prompt.messages("Maple Street Bikes", Asked("Was kostet das?", "de"), PASSAGES)[0].content
    assert "Maple Street Bikes" in content
    assert "German" in content
    assert "- Hours, Summer: About hours." in content


def test_a_language_without_a_name_is_the_customers() -> None:
    assert "the customer's language" in prompt.messages("Shop", Asked("Koliko?", "hr"), ())[0].content


def test_a_note_stands_on_one_line_and_braces_in_it_are_only_braces() -> None:
    strange = passage("Line one.\n\n  Line {shop} two.", "Prices")
    content = prompt.messages("Shop", ASKED, [strange])[0].content
    assert content.endswith("- Prices: Line one. Line {shop} two.")


def test_longer_answers_get_more_tokens() -> None:
    assert prompt.max_tokens(80) > prompt.max_tokens(20) >= 20
