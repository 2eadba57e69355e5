"""Owns that a visitor's own sentence, said back by the model, is no answer."""

from __future__ import annotations

import pytest

from appliance.chat.grounding.evidence import Evidence
from appliance.contract.retrieval import Asked
from tests.unit.chat.played import passage

CLUB = passage("Members of the cycling club get a discount. Dogs are welcome. The deposit is $200.", "Club")
VEREIN = passage("Mitglieder im Radverein bekommen Rabatt: Wer Mitglied im Radverein ist, zeigt den Ausweis.", "Verein")


@pytest.mark.parametrize(
    ("asked", "echo"),
    [
        (Asked("I am a member of the cycling club", "en"), "I am a member of the cycling club."),
        (Asked("Hi! i'm a member of the Cycling Club, is there anything", "en"), "I'm a member of the cycling club."),
        (Asked("What do I get?", "en", ("I am a member of the cycling club",)), "I am a member of the cycling club."),
        (Asked("Ich bin Mitglied im Radverein", "de"), "Ich bin Mitglied im Radverein."),
    ],
)
def test_the_visitors_own_words_are_not_said_back(asked: Asked, echo: str) -> None:
    assert Evidence((CLUB, VEREIN), asked).passage_for(echo) is None


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Are dogs welcome?", "Dogs are welcome."),
        ("The deposit is $200, right?", "The deposit is $200."),
        ("I am a member of the cycling club, what do I get?", "Members of the cycling club get a discount."),
    ],
)
def test_what_the_documents_say_is_an_answer_whoever_said_it_before(question: str, answer: str) -> None:
    assert Evidence((CLUB,), Asked(question, "en")).passage_for(answer) is CLUB
