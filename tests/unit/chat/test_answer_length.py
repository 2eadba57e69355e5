"""Owns how long answers are: what is quoted, written, kept and made beforehand, as long as wanted just now."""

from __future__ import annotations

import pytest

from appliance.chat.writing.extract import extract
from appliance.contract.retrieval import Asked, FoundPassage
from tests.unit.chat.played import passage

ASKED = Asked("How much is a flat fix?", "en")
PRICE = "A flat fix costs $22."
FILLER = "Another sentence speaks of nothing that anybody would want to know."
ROWS = "\n".join(f"Flat fix of kind {row}: from $22, tube and work included" for row in range(12))


def words_of(most: int, *passages: FoundPassage) -> int:
    quoted = extract(ASKED, passages, most)
    assert quoted is not None
    return len(quoted.text.replace("- ", "").split())


@pytest.mark.parametrize("text", [" ".join([PRICE] + [FILLER] * 12), f"Flat fixes:\n{ROWS}", ROWS])
def test_fewer_words_are_quoted_where_fewer_are_wanted(text: str) -> None:
    assert words_of(20, passage(text, "Prices")) <= 20 < words_of(50, passage(text, "Prices")) <= 50


def test_fewer_passages_are_quoted_where_fewer_words_are_wanted() -> None:
    rows = [
        passage(f"Flat fix {row} costs ${row}5, tube, work and tea for all included.", "Prices", at=row)
        for row in range(9)
    ]
    assert words_of(20, *rows) <= 20 < words_of(50, *rows) <= 50 < words_of(80, *rows) <= 80


def test_the_sentence_that_answers_is_told_whole_however_few_words_are_wanted() -> None:
    sentence = f"A flat fix costs $22 {' '.join(['indeed'] * 30)}."
    quoted = extract(ASKED, [passage(f"{FILLER} {sentence} {FILLER}", "Prices")], 20)
    assert quoted is not None
    assert quoted.text == sentence
