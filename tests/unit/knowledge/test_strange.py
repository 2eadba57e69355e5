"""A thing that no document names is not answered with what looks like it; at most it is shown as a guess."""

from __future__ import annotations

import pytest

from appliance.contract.retrieval import Asked, Trust
from appliance.knowledge.retrieval.strange import is_strange
from tests.unit.knowledge.bag_of_words import indexed
from tests.unit.knowledge.conftest import Room


@pytest.fixture
async def shop(room: Room) -> Room:
    await room.add(
        "rental.md",
        indexed(
            "Rental",
            "To rent a bike for a day costs $45.",
            "Winter storage costs $95 for a bike.",
            "The repair class costs $40.",
            "Boxes for bikes are free. The restroom is for customers.",
        ),
    )
    return room


@pytest.mark.parametrize(
    "question",
    [
        "how much does it cost to rent a kayak for a day",
        "how much is winter storage for a motorbike",
        "what do you charge for the yoga class",
        "do you rent out snowboards with a bike",
    ],
)
async def test_what_looks_like_the_thing_is_no_answer(shop: Room, question: str) -> None:
    async with shop.database.session() as session:
        assert await is_strange(session, Asked(question, "en"))
    assert (await shop.ask(question)).trust is not Trust.SURE


@pytest.mark.parametrize(
    "question",
    [
        "how much does it cost to rent a bike for a day",
        "do you have empty bike boxes",
        "is there a toilet for customers",
        "flying to japan, can you box my bike",
        "is there a zoo",
        "",
    ],
)
async def test_what_the_documents_name_is_judged_by_what_is_found(shop: Room, question: str) -> None:
    async with shop.database.session() as session:
        assert not await is_strange(session, Asked(question, "en"))


async def test_the_thing_itself_is_answered(shop: Room) -> None:
    assert (await shop.ask("how much does it cost to rent a bike for a day")).trust is Trust.SURE
