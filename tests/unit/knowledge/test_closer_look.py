"""The closer look at what was found first: the kind of thing asked for, one sentence that holds it, its section."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from appliance.contract.retrieval import Asked, FoundPassage
from appliance.knowledge.retrieval.closer_look import AMONG, look_closer


def passage(text: str, score: float, *heading: str, document: str = "doc", at: int = 0) -> FoundPassage:
    return FoundPassage(document, at, "Title", heading, text, score, score)


def first(question: str, *passages: FoundPassage, history: tuple[str, ...] = ()) -> str:
    return look_closer(Asked(question, "en", history), passages)[0].text


def test_a_passage_with_the_kind_of_thing_asked_for_comes_first() -> None:
    range_, weight = passage("It rides 40 to 80 miles.", 0.40), passage("It is heavy.", 0.45, at=1)
    assert first("how far does it go", weight, range_).startswith("It rides")
    assert first("is it heavy", weight, range_) == "It is heavy."


def test_a_follow_up_asks_for_the_kind_that_was_asked_for_before() -> None:
    price, other = passage("E-bikes: $85", 0.40), passage("E-bikes are heavy.", 0.42, at=1)
    assert first("and for an e-bike?", other, price, history=("how much is a city bike",)) == "E-bikes: $85"


def test_one_sentence_that_holds_the_question_beats_words_strewn_about() -> None:
    strewn = passage("Bikes are washed here. A box is free. We travel a lot.", 0.42)
    whole = passage("We pack your bike in a box when you travel.", 0.40, at=1)
    assert first("bike in a box for travel", strewn, whole) == whole.text


def test_words_that_mean_the_same_count_as_those_asked() -> None:
    pump, toilet = passage("The pump is free.", 0.42), passage("The restroom is for customers.", 0.40, at=1)
    assert first("is there a toilet", pump, toilet) == toilet.text


def test_a_passage_gains_by_a_better_one_under_its_heading() -> None:
    best = passage("Winter storage.", 0.9, "Winter")
    beside, elsewhere = passage("Bring it early.", 0.4, "Winter", at=1), passage("Bring it late.", 0.45, "Summer", at=2)
    order = [one.text for one in look_closer(Asked("tell me", "en"), (best, elsewhere, beside))]
    assert order == ["Winter storage.", "Bring it early.", "Bring it late."]


def test_what_lies_far_behind_stays_there() -> None:
    many = [passage("nothing", 1 - at / 100, document=str(at)) for at in range(AMONG)]
    assert look_closer(Asked("how much is a tube", "en"), [*many, passage("A tube: $9", 0.1)])[-1].text == "A tube: $9"


@given(st.lists(st.tuples(st.text(max_size=30), st.floats(0, 1)), max_size=40), st.text(max_size=40))
def test_nothing_is_lost_or_doubled(found: list[tuple[str, float]], question: str) -> None:
    passages = [passage(text, score, at=at) for at, (text, score) in enumerate(sorted(found, key=lambda one: -one[1]))]
    looked = look_closer(Asked(question, "en"), passages)
    assert sorted(one.position for one in looked) == list(range(len(passages)))
