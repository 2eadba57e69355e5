"""A passage that comes near and leaves out what was asked for is shown as a guess, not told as the answer."""

from __future__ import annotations

import pytest

from appliance.contract.retrieval import Asked, FoundPassage, Trust
from appliance.knowledge.retrieval.left_out import BESIDE, leaves_out
from tests.unit.knowledge.bag_of_words import indexed
from tests.unit.knowledge.conftest import Room


def passage(text: str, at: int = 0) -> FoundPassage:
    return FoundPassage("brands", at, "Brands", ("Brands", "Larkfield"), text, 1.0, 0.5)


LARKFIELD = passage(
    "Larkfield city bikes cost $620 to $1,150. The frames are made of steel. They come in sizes S to XL."
)


@pytest.mark.parametrize(
    "question",
    [
        "what does a carbon road frame cost",
        "when does the larkfield factory close",
        "how far does a larkfield go on one charge",
    ],
)
def test_neither_another_thing_nor_another_kind_of_answer_will_do(question: str) -> None:
    assert leaves_out(Asked(question, "en"), [LARKFIELD])


@pytest.mark.parametrize(
    "question",
    [
        "what does a larkfield city bike cost",  # the thing and the kind
        "which sizes of larkfield do you have",  # no kind that could be left out
        "how long is a larkfield city bike",  # all words of the question stand there: its own words decide
        "do you sell bicycles by larkfield",  # in another word
        "tell me about larkfield",
    ],
)
def test_what_is_told_is_not_left_out(question: str) -> None:
    assert not leaves_out(Asked(question, "en"), [LARKFIELD])


def test_the_name_may_stand_beside_the_answer() -> None:
    question = Asked("what does a carbon road frame cost", "en")
    named = passage("We build carbon road frames to order.", 1)
    assert not leaves_out(question, [LARKFIELD, named])
    assert leaves_out(question, [LARKFIELD] * BESIDE + [named])


def test_a_follow_up_leans_on_what_was_said_before() -> None:
    assert not leaves_out(Asked("and how far does it go", "en", ("tell me about larkfield",)), [LARKFIELD])


def test_without_passages_nothing_is_left_out() -> None:
    assert not leaves_out(Asked("how far does a larkfield go", "en"), [])


async def test_it_is_shown_as_a_guess(room: Room) -> None:
    await room.add("brands.md", indexed("Brands", LARKFIELD.text, "The hammock costs $90. It holds two people."))
    assert (await room.ask("what does a larkfield city bike cost")).trust is Trust.SURE
    assert (await room.ask("how far does a larkfield city bike go on one charge")).trust is not Trust.SURE
