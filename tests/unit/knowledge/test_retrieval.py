"""A question's way to passages: the right one first, with history, and by keywords alone when vectors are away."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.contract.retrieval import Asked, FoundPassage, Trust
from appliance.core.paths import ASSETS
from appliance.knowledge.index.centre import FEWEST, Centre, middle_of
from appliance.knowledge.index.keyword_index import TERMS_MAX, match_expression
from appliance.knowledge.retrieval.gate import LEAST_SCORE, NEAR, Gate, coverage
from tests.unit.knowledge.bag_of_words import BagOfWords, indexed, vector_of
from tests.unit.knowledge.conftest import Room


async def fill(room: Room) -> None:
    await room.add("rental.md", indexed("Rental", "Bring a photo ID for the rental.", "E-bikes cost $85 per day."))
    await room.add("gifts.md", indexed("Gift cards", "Gift cards never expire.", heading=("Gift cards", "Expiry")))
    await room.add("storage.md", indexed("Winter storage", "Storage of a bike costs $95 per season."))


async def test_the_passage_that_speaks_of_the_question_comes_first(room: Room) -> None:
    await fill(room)
    found = await room.ask("do gift cards expire?")
    best = found.passages[0]
    assert (best.text, best.heading, found.trust) == ("Gift cards never expire.", ("Gift cards", "Expiry"), Trust.SURE)
    assert best.source().place == "Expiry"
    assert [passage.score for passage in found.passages] == sorted((p.score for p in found.passages), reverse=True)


async def test_a_subject_the_shop_says_nothing_about_is_not_known(room: Room) -> None:
    await fill(room)
    assert (await room.ask("who won the football championship?")).trust is not Trust.SURE


async def test_what_is_not_found_may_stand_in_a_document_that_is_still_being_read(room: Room) -> None:
    await fill(room)
    strange = "who won the football championship?"
    assert not (await room.ask(strange)).reading
    await room.catalogue.add("football.md", b"# Football\n\nWe won the championship.")
    assert (await room.ask(strange)).reading
    assert not (await room.ask("do gift cards expire?")).reading


async def test_words_are_found_in_another_form(room: Room) -> None:
    await fill(room)
    room.embedder.away = True
    assert await room.titles("ebike") == ["Rental"]


async def test_a_word_that_no_document_knows_is_looked_for_by_those_that_mean_the_same(room: Room) -> None:
    await room.add("storage.md", indexed("Storage", "Storage of a bike costs $95."))
    room.embedder.away = True
    assert await room.titles("bicycle") == ["Storage"]
    await room.add("rack.md", indexed("Rack", "The rack holds a bicycle."))
    assert await room.titles("bicycle") == ["Rack"]


async def test_a_word_that_no_document_knows_is_looked_for_by_a_phrase_that_is_near(room: Room) -> None:
    await room.add("kids.md", indexed("Kids", "We lend no training wheels."))
    await room.add("class.md", indexed("Class", "A wheel is trued in the training."))
    room.embedder.away = True
    assert await room.titles("got stabilisers") == ["Kids"]


async def test_what_only_goes_with_it_is_no_answer(room: Room) -> None:
    await room.add("door.md", indexed("Door", "The side door has a ramp."))
    room.embedder.away = True
    assert (await room.ask("do you mend wheelchairs")).trust is Trust.NONE


async def test_without_the_embedder_keywords_still_answer(room: Room) -> None:
    await fill(room)
    room.embedder.away = True
    found = await room.ask("do gift cards expire?")
    assert found.passages[0].text == "Gift cards never expire."
    assert found.passages[0].similarity == 0
    assert found.trust is Trust.SURE


async def test_without_the_embedder_a_chance_word_is_not_enough(room: Room) -> None:
    await fill(room)
    room.embedder.away = True
    assert (await room.ask("which season had the best football championship final goals?")).trust is not Trust.SURE


async def test_the_earlier_question_tells_what_the_next_is_about(room: Room) -> None:
    await fill(room)
    found = await room.ask("and per day?", "what does an e-bike rental cost?")
    assert found.passages[0].text == "E-bikes cost $85 per day."


@pytest.mark.parametrize(
    "question", ['"', "NEAR(a b)", "stems:x OR *", "' OR 1=1 --", "AND", "gift* NOT cards", "?!", ""]
)
async def test_hostile_questions_are_only_words(room: Room, question: str) -> None:
    await fill(room)
    room.embedder.away = True
    assert len((await room.ask(question)).passages) <= 3  # fmt: skip


@given(st.text(max_size=120))
def test_every_match_expression_is_a_row_of_quoted_words(question: str) -> None:
    expression = match_expression(question, "en")
    terms = expression.split(" OR ") if expression else []
    assert len(terms) <= TERMS_MAX
    assert all(term[0] == term[-1] == '"' and '"' not in term[1:-1] for term in terms)


def test_small_words_are_searched_when_there_are_no_others() -> None:
    assert match_expression("who are you", "en") == '"who" OR "are" OR "you"'
    assert match_expression("who repairs bikes", "en") == '"repair" OR "bike"'


def passage(score: float, similarity: float, text: str = "Gift cards never expire.") -> FoundPassage:
    return FoundPassage("doc", 0, "Gift cards", (), text, score, similarity)


def test_the_gate_opens_at_its_border_and_needs_something_found() -> None:
    asked = Asked("do gift cards expire", "en")
    gate = Gate()
    assert gate.trust(asked, [passage(LEAST_SCORE, 0.4)]) is Trust.SURE
    assert gate.trust(asked, [passage(LEAST_SCORE - 0.01, 0.4)]) is Trust.NEAR
    assert gate.trust(asked, [passage(NEAR * LEAST_SCORE - 0.01, 0.4)]) is Trust.NONE
    assert gate.trust(asked, []) is Trust.NONE


def test_coverage_counts_the_questions_own_words() -> None:
    assert coverage(Asked("do gift cards expire", "en"), passage(0, 0)) == 1
    assert coverage(Asked("gift wrapping", "en"), passage(0, 0)) == 0.5
    assert coverage(Asked("is it", "en"), passage(0, 0)) == 0


async def test_likeness_is_judged_around_both_means_once_they_are_known() -> None:
    centre = Centre(BagOfWords())
    asked, there = vector_of("bike rental"), [np.asarray(vector_of("rental"), dtype=np.float32)]
    raw = centre.likeness(asked, there, None)
    assert raw == [pytest.approx(2**-0.5, abs=1e-5)]
    assert centre.likeness(asked, [], None) == []
    assert await centre.prepare()
    assert centre.likeness(asked, there, None) == raw
    assert centre.likeness(asked, there, there[0] * 0.5) != raw


async def test_without_the_embedder_the_centre_waits() -> None:
    embedder = BagOfWords()
    embedder.away = True
    assert (ASSETS / "appliance/prompts/typical_questions.txt").is_file()
    assert not await Centre(embedder).prepare()


def test_few_passages_have_no_middle() -> None:
    one = np.asarray(vector_of("bike"), dtype=np.float32)
    assert middle_of([one.tobytes()] * (FEWEST - 1)) is None
    middle = middle_of([one.tobytes()] * FEWEST)
    assert middle is not None
    assert middle == pytest.approx(one)
