"""A question on a new subject is answered by itself; one that goes on leans on what was said before."""

from __future__ import annotations

import pytest

from appliance.contract.retrieval import Asked, FoundPassage, Trust
from appliance.knowledge.retrieval.subject import is_new
from tests.unit.knowledge.bag_of_words import indexed
from tests.unit.knowledge.conftest import Room


def passage(text: str, score: float = 1.0) -> FoundPassage:
    return FoundPassage("shop", 0, "Shop", ("Shop",), text, score, 0.5)


CAKE = passage("Carrot cake costs $4 a slice.")
COFFEE = passage("A cappuccino costs $3.")


@pytest.mark.parametrize(
    ("question", "together", "alone", "new"),
    [
        ("what does a cappuccino cost", CAKE, passage("Biscuits", 0.1), True),  # it tells of the cake alone
        ("what does a cappuccino cost", COFFEE, passage("Biscuits", 1.3), True),  # it is found better by itself
        ("what does a cappuccino cost", COFFEE, COFFEE, False),
        ("what does a slice cost", CAKE, passage("A slice of bread costs $1.", 0.9), False),
        ("how much", CAKE, COFFEE, False),  # about nothing by itself
    ],
)
def test_what_is_found_tells_a_new_subject(
    question: str, together: FoundPassage, alone: FoundPassage, new: bool
) -> None:
    assert is_new(Asked(question, "en", ("do you have carrot cake",)), [together], [alone]) is new


def test_a_first_question_and_one_without_finds_begin_nothing() -> None:
    assert not is_new(Asked("what does a cappuccino cost", "en"), [CAKE], [COFFEE])
    assert not is_new(Asked("what does a cappuccino cost", "en", ("cake",)), [], [])


@pytest.fixture
async def shop(room: Room) -> Room:
    await room.add("storage.md", indexed("Storage", "Winter storage costs $95 for a bike.", "Storage ends in March."))
    await room.add("cards.md", indexed("Vouchers", "Vouchers never expire.", "A lost voucher is blocked."))
    return room


async def test_a_new_subject_gets_no_old_answer(shop: Room) -> None:
    found = await shop.ask("do you sell kayaks", "how much is winter storage for a bike")
    assert found.alone
    assert found.trust is not Trust.SURE


async def test_a_new_subject_is_found_by_its_own_words(shop: Room) -> None:
    found = await shop.ask("do vouchers expire", "how much is winter storage", "when does winter storage end")
    assert found.alone
    assert found.passages[0].title == "Vouchers"


async def test_what_goes_on_is_found_with_what_was_said_before(shop: Room) -> None:
    found = await shop.ask("and when does it end?", "how much is winter storage")
    assert not found.alone
    assert found.passages[0].text == "Storage ends in March."
