"""Real e5 and questions of many kinds of shops: who asks the same is answered, look-alikes never are."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from appliance.core.questions.fingerprint import fingerprint
from appliance.core.questions.likeness import Array, stored
from appliance.knowledge.index.centre import TYPICAL
from appliance.knowledge.teaching.questions.same import Wording, in_words, nearness
from appliance.model_server.embedder import Embedder

pytestmark = pytest.mark.model

PAIRS = Path(__file__).parents[1] / "data/same_questions.jsonl"
LEAST_HITS = 0.6


@pytest.fixture(scope="module")
def told() -> dict[bool, list[tuple[str, bool]]]:
    """By whether it asks the same: each other question, and whether it got the answer taught for the one."""
    embedder = Embedder()
    vector = cache(lambda text: stored(embedder.embed(text, "query")))
    typical = [line for line in TYPICAL.read_text(encoding="utf-8").splitlines() if line.strip()]
    middle: Array = np.stack([vector(line) for line in typical]).mean(axis=0)
    found: dict[bool, list[tuple[str, bool]]] = {True: [], False: []}
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        language, one, other = pair["language"], pair["one"], pair["other"]
        asked, way = fingerprint(other, language), Wording(one, language, fingerprint(one, language))
        hit = in_words(asked, [way])  # without it no vector is asked for
        if hit:
            seen = Wording(one, language, way.print, vector(one))
            hit = nearness(asked, vector(other), [seen], middle) > 0
        found[pair["same"]].append((f"{one} | {other}", hit))
    return found


def test_no_look_alike_gets_an_answer_that_was_taught_for_something_else(
    told: dict[bool, list[tuple[str, bool]]],
) -> None:
    assert len(told[False]) > 200
    assert [pair for pair, hit in told[False] if hit] == []


def test_most_who_ask_the_same_in_other_words_are_answered(told: dict[bool, list[tuple[str, bool]]]) -> None:
    assert sum(hit for _, hit in told[True]) / len(told[True]) >= LEAST_HITS
