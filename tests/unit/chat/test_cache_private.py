"""What depends on the visitor or on the hour is neither kept nor told to others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from appliance.chat.cache.judging.private import of_one_visitor, worth_keeping
from appliance.contract.chat import Outcome, Rung
from appliance.contract.retrieval import Asked, Found, Trust
from appliance.contract.triage import Topic, Verdict
from tests.unit.chat.kept import Kept, told_of
from tests.unit.chat.played import RENTAL

PRIVATE = [
    "Where is my order?",
    "Has my parcel been shipped?",
    "When will our repair be ready and is my bike done, order 4711?",
    "What about order #12?",
    "Is booking number 88 paid?",
    "Can you call me on +1 (503) 555-0142?",
    "my number is 503.555.0142",
    "Please write to ann@example.com",
    "My name is Ann, do you remember me?",
    "I'm called Ann, do you sell helmets?",
    "Do you deliver to 97214?",
    "My code is AB-20418",
    "Are you open now?",
    "Do you have tandems today?",
    "When do you close?",
    "What are your opening hours?",
    "Wo ist meine Bestellung?",
    "Ist mein Paket schon unterwegs?",
    "Ich heiße Ann, habt ihr Helme?",
    "Habt ihr heute auf?",
    "Wann macht ihr zu?",
    "Où est ma commande ?",
]
PUBLIC = [
    "Do you rent out tandems?",
    "Can I cancel my order?",
    "Can I change my delivery address?",
    "Can I bring my dog?",
    "How do I adjust the Excavator Pro 8000?",
    "Do you have the TerrainX 500 in red?",
    "Is the iPhone 14 screen in stock?",
    "Is delivery free over $1,299.00?",
    "Do you have open positions?",
    "Is there a webapp to create tables? [closed]",
    "Is there a minimum order value?",
    "Kann ich meine Bestellung stornieren?",
    "Habt ihr offene Stellen?",
    "Wie lange dauert die Lieferung?",
]


@pytest.mark.parametrize("question", PRIVATE)
def test_it_is_this_visitors_or_this_hours_alone(question: str) -> None:
    language = "de" if any(word in question for word in ("Paket", "Bestellung", "Ich", "Habt", "macht")) else "en"
    assert of_one_visitor(Asked(question, language))


@pytest.mark.parametrize("question", PUBLIC)
def test_everybody_who_asks_so_may_have_the_same_answer(question: str) -> None:
    assert not of_one_visitor(Asked(question, "en"))


def test_a_follow_up_that_leans_on_what_was_said_is_the_visitors() -> None:
    assert of_one_visitor(Asked("A ile to kosztuje?", "pl", ("Czy wypożyczacie tandemy?",)))
    assert not of_one_visitor(Asked("Czy wypożyczacie tandemy?", "pl"))
    assert of_one_visitor(Asked("And how much is it?", "en", ("Do you rent tandems?",)))
    assert not of_one_visitor(Asked("Do you sell helmets?", "en", ("Do you rent tandems?",)))


CHANGES: list[dict[str, Any]] = [
    {"outcome": Outcome.PARTIAL},
    {"outcome": Outcome.REFUSED},
    {"outcome": Outcome.NOT_KNOWN},
    {"rung": Rung.FACTS},
    {"rung": Rung.LEAD_FORM},
    {"verdict": Verdict.CAREFUL},
    {"topic": Topic.BOOKING},
    {"topic": Topic.HAND_OFF},
    {"topic": Topic.ALLERGY},
    {"topic": Topic.ORDER_STATUS},
    {"asked_by": "owner"},
    {"passages": ()},
    {"found": Found((), Trust.NONE)},
    {"found": Found((RENTAL,), Trust.SURE, complete=False)},
    {"text": " "},
    {"text": "Yes, until six today."},
]


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_what_is_not_a_whole_answer_from_documents_is_not_kept(change: dict[str, Any]) -> None:
    asked = Asked("Do you rent out tandems?", "en")
    assert worth_keeping(asked, told_of())
    assert not worth_keeping(asked, replace(told_of(), **change))


def test_what_was_said_before_had_its_share_in_the_answer() -> None:
    assert not worth_keeping(Asked("Do you sell helmets?", "en", ("Do you rent tandems?",)), told_of())


async def test_a_private_question_passes_the_cache_by(kept: Kept) -> None:
    await kept.keep("Where is my order?")
    assert await kept.find("Where is my order?") is None
    assert all(rate.asked == 0 for rate in kept.cache.rates().values())


async def test_a_question_that_stands_alone_is_answered_in_any_conversation(kept: Kept) -> None:
    await kept.keep("Do you repair Bosch motors?")
    assert await kept.find("Do you repair Bosch motors?", "Do you sell helmets?") is not None
    await kept.keep("How much is a tandem?")
    assert await kept.find("How much is it?", "Do you rent out tandems?") is None
