"""Owns the demo shop's facts as a customer hears them, on a Wednesday before Thanksgiving at eleven in the morning."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from appliance.contract.facts import ShopFacts
from appliance.contract.retrieval import Asked
from appliance.core.paths import ASSETS
from appliance.knowledge.facts.book import FactBook

FACTS = ShopFacts.model_validate_json((ASSETS / "demo/facts.json").read_bytes())
WEDNESDAY_11 = datetime(2026, 11, 25, 19, 0, tzinfo=UTC)  # 11:00 in Portland


def answer(question: str, language: str = "en", now: datetime = WEDNESDAY_11) -> str | None:
    found = FactBook().answer(Asked(question, language), FACTS, now)
    return found.text if found else None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Are you open on Monday?", "On Monday we are closed."),
        ("are you open on thanksgiving", "Thursday 26 November (Thanksgiving) we are closed"),
        ("are you open tomorrow?", "(Thanksgiving) we are closed"),
        ("Are you open now?", "Yes, we are open now, until 18:00 today."),
        ("What are your opening hours?", "Tuesday to Friday 10:00 – 18:00"),
        ("are you open on 24 december", "10:00 – 14:00"),
        ("how much is a flat fix", "$22"),
        ("What does a full tune-up cost?", "$140"),
        ("Where are you located?", "1420 SE Maple Street"),
        ("what is your phone number", "+1 503 555 0142"),
    ],
)
def test_english_questions(question: str, expected: str) -> None:
    assert expected in (answer(question) or "")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Habt ihr am Montag offen?", "haben wir geschlossen"),
        ("Wann habt ihr geöffnet?", "Dienstag bis Freitag 10:00 – 18:00"),
        ("Wo finde ich euch?", "1420 SE Maple Street"),
    ],
)
def test_german_questions(question: str, expected: str) -> None:
    assert expected in (answer(question, "de") or "")


@pytest.mark.parametrize(
    "question",
    [
        "How much is a suspension fork service?",
        "repariert ihr auch rollstühle?",
        "what do i have to bring if i want to rent one of your bikes",
        "Can you open a stuck seat post?",
        "Write me a poem",
    ],
)
def test_other_questions_are_left_to_the_documents(question: str) -> None:
    assert answer(question) is None


def test_a_closed_shop_says_when_it_opens_next() -> None:
    night = datetime(2026, 11, 26, 6, 0, tzinfo=UTC)  # Wednesday 22:00 in Portland, Thanksgiving comes
    assert answer("Are you open now?", now=night) == (
        "No, we are closed at the moment. We open again on Friday at 10:00."
    )
