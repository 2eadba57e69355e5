"""Owns the answer in the documents' own words: short, whole, under its heading, without the question of a pair."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from appliance.chat.writing.extract import SENTENCES, TOGETHER_WORDS, WHOLE_WORDS, extract, worth_quoting
from appliance.contract.retrieval import Asked, FoundPassage
from tests.unit.chat.played import passage

ASKED = Asked("How much is a flat fix?", "en")
LONG = " ".join(f"Sentence number {at} speaks of nothing that anybody would want to know." for at in range(12))


def text_of(*passages: FoundPassage, asked: Asked = ASKED) -> str:
    extracted = extract(asked, passages)
    assert extracted is not None
    return extracted.text


def test_without_passages_there_is_nothing_to_quote() -> None:
    assert extract(ASKED, ()) is None
    assert worth_quoting(()) == []


def test_a_row_of_a_table_gets_the_heading_it_stands_under() -> None:
    assert text_of(passage("Flat fix: Price $22", "Prices", "Prices", "Repairs")) == "Repairs – Flat fix: Price $22."


def test_a_sentence_speaks_for_itself() -> None:
    assert text_of(passage("A flat fix costs $22.", "Prices", "Repairs")) == "A flat fix costs $22."


def test_a_heading_with_a_number_is_part_of_the_answer() -> None:
    assert text_of(passage("We look at everything.", "Prices", "Check: $60")) == "Check: $60 – We look at everything."


def test_a_heading_is_not_said_twice() -> None:
    assert text_of(passage("Flat fix: $22", "Prices", "Flat fix")) == "Flat fix: $22"


def test_the_question_of_a_pair_is_left_out() -> None:
    pair = passage("How long does a flat fix take? It takes ten minutes.", "Questions")
    assert text_of(pair) == "It takes ten minutes."


def test_a_line_that_announces_what_is_not_there_is_left_out() -> None:
    assert text_of(passage("A flat fix costs $22. We also repair:", "Prices", "Repairs")) == "A flat fix costs $22."


def test_a_question_alone_is_all_there_is() -> None:
    assert "Need a flat fix?" in text_of(passage("Need a flat fix?", "Questions"))


def test_of_a_long_passage_the_best_neighbours_are_told_in_their_order() -> None:
    told = text_of(passage(f"{LONG} A flat fix costs $22. You can wait for it.", "Prices"))
    assert "A flat fix costs $22." in told
    assert told.count("Sentence number") < SENTENCES


def test_companions_under_one_heading_are_told_in_the_order_of_the_document() -> None:
    best = passage("A flat fix costs $22.", "Prices", "Repairs", score=0.9, at=4)
    beside = passage("A chain costs $30.", "Prices", "Repairs", score=0.85, at=2)
    elsewhere = passage("We are closed on Monday.", "Hours", "Hours", score=0.88)
    extracted = extract(ASKED, (best, elsewhere, beside))
    assert extracted is not None
    assert extracted.text == "A chain costs $30.\nA flat fix costs $22."
    assert extracted.passages == (beside, best)


def test_one_runner_up_is_told_when_it_is_nearly_as_good() -> None:
    best = passage("A flat fix costs $22.", "Prices", score=0.9)
    near, far = passage("Tubes are extra.", "Parts", score=0.8), passage("We sell hats.", "Hats", score=0.3)
    assert worth_quoting((best, near, far)) == [best, near]
    assert worth_quoting((best, far)) == [best]


def test_a_long_companion_is_left_out_for_a_short_answer() -> None:
    best = passage("A flat fix costs $22.", "Prices", score=0.9)
    long = passage(" ".join(["word"] * TOGETHER_WORDS) + ".", "Parts", score=0.9)
    assert text_of(best, long) == "A flat fix costs $22."


@given(st.lists(st.integers(min_value=1, max_value=40), min_size=1, max_size=20), st.integers(1, 4))
def test_an_extract_is_a_short_answer_whatever_the_documents_are_like(lengths: list[int], many: int) -> None:
    text = " ".join(f"Flat {'word ' * length}end." for length in lengths)
    extracted = extract(ASKED, [passage(text, f"T{at}") for at in range(many)])
    assert extracted is not None
    longest = max(WHOLE_WORDS, SENTENCES * (max(lengths) + 2))
    assert len(extracted.text.split()) <= max(longest + 2, TOGETHER_WORDS)
    assert set(extracted.text.split()) <= {*text.split(), "–", *(one.title for one in extracted.passages)}
