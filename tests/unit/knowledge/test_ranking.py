"""The order of what was found: both kinds of evidence count, neighbours support each other, copies give way."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.contract.retrieval import FoundPassage
from appliance.knowledge.retrieval.ranking import (
    FACT_WEIGHT,
    NEIGHBOUR_WEIGHT,
    Candidate,
    Evidence,
    in_language,
    ranked,
)


def candidate(name: str, place: int = 0, direction: int | None = None, text: str = "Copied.") -> Candidate:
    """A passage of the document with this name; each direction is a vector of its own."""
    vector = np.zeros(64, dtype=np.float32)
    vector[direction if direction is not None else (hash(name) + place) % 64] = 1
    return Candidate(f"{name}/{place}", FoundPassage(name, place, name, (), text, 0, 0), vector)


def order(candidates: list[Candidate], likeness: list[float], keywords: dict[str, float] | None = None) -> list[str]:
    found = ranked(candidates, [Evidence(1.0, likeness, keywords or {})])
    return [f"{one.document_id}/{one.position}" for one in found]


def test_likeness_and_keywords_both_count() -> None:
    both = [candidate("alike", direction=0), candidate("worded", direction=1)]
    assert order(both, [0.5, 0.4]) == ["alike/0", "worded/0"]
    assert order(both, [0.5, 0.4], {"worded/0": 20.0}) == ["worded/0", "alike/0"]


def test_a_document_found_in_several_places_is_believed_first() -> None:
    alone, first, second = candidate("alone", 0, 0), candidate("often", 0, 1), candidate("often", 1, 2)
    assert order([alone, first, second], [0.50, 0.49, 0.45])[0] == "often/0"
    [best, *_] = ranked([alone, first, second], [Evidence(1.0, [0.50, 0.49, 0.45], {})])
    assert abs(best.score - (0.49 + NEIGHBOUR_WEIGHT * 0.45)) < 1e-6


def test_a_copy_gives_way_to_other_things_that_were_found() -> None:
    original, copy, other = candidate("a", 0, 0), candidate("b", 0, 0), candidate("c", 0, 1)
    assert order([original, copy, other], [0.9, 0.8, 0.2]) == ["a/0", "c/0", "b/0"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Towing costs $30.", "Towing costs $45."),
        ("Delivery takes five days.", "Delivery takes ten days."),
        ("We accept cash.", "We do not accept cash."),
        ("We accept cash.", "We don’t accept cash."),
        ("Wir nehmen Bargeld.", "Wir nehmen kein Bargeld."),
    ],
)
def test_another_number_or_a_not_makes_no_copy_however_near_it_is(one: str, other: str) -> None:
    found = [candidate("a", 0, 0, one), candidate("b", 0, 0, other), candidate("c", 0, 1)]
    assert order(found, [0.9, 0.8, 0.2]) == ["a/0", "b/0", "c/0"]


def test_a_row_is_no_copy_of_the_row_above_it() -> None:
    rows = [candidate("sizes", at, 0, f"{name}: in stock") for at, name in enumerate(("Small", "Large"))]
    assert order([*rows, candidate("other", 0, 1)], [0.9, 0.8, 0.2]) == ["sizes/0", "sizes/1", "other/0"]


def test_each_text_of_the_question_counts_by_its_weight() -> None:
    found = ranked(
        [candidate("earlier", 0, 0), candidate("now", 0, 1)],
        [Evidence(0.67, [0.6, 0.4], {}), Evidence(0.33, [0.1, 0.6], {})],
    )
    assert [one.document_id for one in found] == ["now", "earlier"]
    assert found[0].similarity == 0.6


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.floats(-1, 1), st.integers(0, 5)), max_size=30))
def test_nothing_is_lost_or_doubled(places: list[tuple[str, float, int]]) -> None:
    candidates = [candidate(name, at, direction) for at, (name, _, direction) in enumerate(places)]
    assert sorted(order(candidates, [likeness for _, likeness, _ in places])) == sorted(one.key for one in candidates)


def test_nothing_found_is_no_order() -> None:
    assert ranked([], []) == []


def test_a_typed_fact_stands_alone_and_a_little_behind() -> None:
    fact, other = (replace(candidate("facts", at, at), is_fact=True) for at in (0, 1))
    assert order([candidate("rental", 0, 2), fact, other], [0.50, 0.52, 0.51])[0] == "rental/0"
    [best, *_] = ranked([fact, other], [Evidence(1.0, [0.60, 0.58], {})])
    assert abs(best.score - FACT_WEIGHT * 0.60) < 1e-6


def test_typed_facts_are_told_in_the_language_of_the_question_where_they_are_in_it() -> None:
    english, german = (replace(candidate(code), is_fact=True, language=code) for code in ("en", "de"))
    document = replace(candidate("document"), language="en")
    assert in_language([english, german, document], "de") == [german, document]
    assert in_language([english, german, document], "fr") == [english, german, document]
