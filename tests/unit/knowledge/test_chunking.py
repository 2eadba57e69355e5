"""Passages: no word is lost or moved, none is too long, each stands under its own heading."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.contract.knowledge import Passage
from appliance.knowledge.documents.chunking import PASSAGE_WORDS, passages
from appliance.knowledge.importers.reading import Block, HeadingPath, Reading, row_text, says_one_thing

WORD = st.text(alphabet="abcÄ1$.,!?", min_size=1, max_size=8)
TEXT = st.lists(WORD, min_size=1, max_size=150).map(" ".join)
BLOCK = st.builds(Block, st.sampled_from([(), ("A",), ("A", "B")]), TEXT, st.booleans())
READING = st.builds(Reading, st.just("Title"), st.lists(BLOCK, max_size=8).map(tuple))


def cut(*blocks: Block) -> list[Passage]:
    return passages(Reading("Title", blocks))


@given(READING)
def test_every_word_is_kept_in_order_under_its_heading(reading: Reading) -> None:
    written = [word for block in reading.blocks for word in block.text.split()]
    assert [word for passage in passages(reading) for word in passage.text.split()] == written
    headings = [block.heading for block in reading.blocks]
    assert all(any(passage.heading[: len(one)] == one for one in headings) for passage in passages(reading))


@given(READING)
def test_no_passage_is_longer_than_the_limit(reading: Reading) -> None:
    assert all(len(passage.text.split()) <= PASSAGE_WORDS for passage in passages(reading))


@given(READING)
def test_a_block_that_says_one_thing_is_never_joined(reading: Reading) -> None:
    texts = [passage.text for passage in passages(reading)]
    whole = [block.text for block in reading.blocks if block.whole and len(block.text.split()) <= PASSAGE_WORDS]
    assert all(texts.count(text) >= whole.count(text) for text in whole)


def test_neighbours_under_one_heading_are_joined() -> None:
    assert cut(Block(("A",), "One."), Block(("A",), "Two."), Block(("B",), "Three.")) == [
        Passage(heading=("A",), text="One.\nTwo."),
        Passage(heading=("B",), text="Three."),
    ]


def test_a_long_text_is_cut_between_sentences() -> None:
    sentence = "Helmet " + "and lock " * 12 + "are included."
    found = cut(Block((), " ".join([sentence] * 5)))
    assert len(found) == 3
    assert all(passage.text.endswith("are included.") for passage in found)


@pytest.mark.parametrize(
    ("begins", "lead"),
    [("Can I bring my dog?", "Can I bring my dog?"), ("Tent:", "Tent"), ("No lead here, so none is", None)],
)
def test_what_a_long_row_or_answer_is_about_heads_its_later_pieces(begins: str, lead: str | None) -> None:
    long = "We answer this with a good many words, so that it takes two passages. " * 8
    first, *later = cut(Block(("FAQ",), begins + " " + long, whole=True))
    assert first.heading == ("FAQ",)
    assert {passage.heading for passage in later} == {("FAQ", lead) if lead else ("FAQ",)}
    assert cut(Block(("FAQ",), begins + " " + long))[1].heading == ("FAQ",)


def test_a_text_without_spaces_is_cut_too() -> None:
    sentence = "我们每天从九点到六点营业，周日休息，欢迎光临。"
    found = cut(Block((), sentence * 60))
    assert len(found) > 3
    assert all(len(passage.text) <= 150 and passage.text.endswith("。") for passage in found)
    assert max(len(passage.text) for passage in cut(Block((), "x" * 5_000))) <= 360


def test_an_empty_document_has_no_passages() -> None:
    assert cut() == []


def test_a_heading_ends_deeper_ones() -> None:
    headings = HeadingPath()
    for level, name in ((1, "Shop"), (2, "Rental"), (4, "Deposit"), (2, "Repair")):
        headings.enter(level, name)
    assert headings.path == ("Shop", "Repair")


def test_rows_without_matching_columns_are_still_told() -> None:
    assert row_text(["Work", "Price"], ["Flat fix", "$22", "today"]) == "Flat fix: $22, today"
    assert row_text([], ["Flat fix"]) == "Flat fix"
    assert row_text(["Work", "Price"], ["Flat fix", ""]) == "Flat fix"


def test_only_a_sentence_says_one_thing() -> None:
    assert says_one_thing("Dogs on a leash are welcome.")
    assert not says_one_thing("Helmet, lock.")
    assert not says_one_thing("city bikes, cargo bikes, folding bikes and trailers")
