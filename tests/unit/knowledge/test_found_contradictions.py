"""What two documents say against each other reaches the answer, though their vectors are as near as copies."""

from __future__ import annotations

import pytest

from appliance.chat.grounding.contradictions import contradictions
from appliance.contract.knowledge import IndexedDocument, IndexedPassage, Passage
from appliance.contract.retrieval import Asked
from appliance.knowledge.retrieval.closer_look import AMONG
from tests.unit.knowledge.bag_of_words import indexed, vector_of
from tests.unit.knowledge.conftest import Room


def alike(title: str, text: str) -> IndexedDocument:
    """A document whose vector is that of every other made so."""
    only = IndexedPassage(passage=Passage(heading=(), text=text), vector=vector_of("towing bike city cash payment"))
    return IndexedDocument(title=title, language="en", embedder="bag-of-words", passages=(only,))


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (
            "How much does towing a bike inside the city cost?",
            "Towing a bike inside the city costs $30.",
            "Towing a bike inside the city costs $45.",
        ),
        ("Do you accept cash payment?", "We accept cash payment.", "We do not accept cash payment."),
    ],
)
async def test_a_changed_price_and_an_added_not_are_found_together(
    room: Room, question: str, one: str, other: str
) -> None:
    await room.add("old.md", alike("FAQ", one))
    await room.add("new.md", alike("Terms", other))
    others = (f"Bike number {at} is for the city." for at in range(AMONG + 5))
    await room.add("bikes.md", indexed("Bikes", *others))
    found = await room.ask(question)
    [contradiction, *_] = contradictions(found.passages, Asked(question, "en"))
    assert {contradiction.one.sentence, contradiction.other.sentence} == {one, other}
