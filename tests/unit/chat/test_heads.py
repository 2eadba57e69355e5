"""Owns that a head says what it was trained to say, and only on the vectors it was made for."""

from __future__ import annotations

import asyncio
from pathlib import Path

import numpy as np
import pytest

from appliance.chat.heads import LinearHead, load, opinion
from appliance.chat.heads.linear import FOLDER
from appliance.contract.problems import ErrorCode, Unavailable

HEAD = LinearHead(
    embedder="e5",
    labels=("hot", "cold"),
    extras=("steam",),
    weights=np.array([[4.0, 0.0, 1.0], [0.0, 4.0, 0.0]], "f4"),
    bias=np.array([0.0, 0.5], "f4"),
    centre=np.array([0.25, 0.25], "f4"),
    temperature=2.0,
)


class Vectors:
    def __init__(self, name: str = "e5", problem: Exception | None = None, slow: bool = False) -> None:
        self.name, self.problem, self.slow = name, problem, slow

    async def model_id(self) -> str:
        return self.name

    async def query(self, text: str) -> tuple[float, ...]:
        if self.problem:
            raise self.problem
        if self.slow:
            await asyncio.Event().wait()
        return (1.0, 0.0)


def test_scores_are_probabilities_of_the_labels() -> None:
    scores = HEAD.scores((1.0, 0.0), (0.0,))
    assert sum(scores.values()) == pytest.approx(1.0)
    assert scores["hot"] > 0.8
    assert HEAD.scores((0.0, 1.0), (0.0,))["cold"] > 0.8


def test_extra_features_count_beside_the_vector() -> None:
    assert HEAD.scores((1.0, 0.0), (2.0,))["hot"] > HEAD.scores((1.0, 0.0), (0.0,))["hot"]


def test_a_head_that_was_written_says_the_same_when_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "taps.json").write_text(HEAD.dump(), encoding="utf-8")
    read = load("taps", tmp_path)
    assert read is not None
    assert (read.embedder, read.labels, read.extras) == (HEAD.embedder, HEAD.labels, HEAD.extras)
    for vector in ((1.0, 0.0), (0.6, 0.8), (0.25, 0.25)):
        assert read.scores(vector, (1.0,)) == pytest.approx(HEAD.scores(vector, (1.0,)), abs=1e-3)


def test_a_head_that_was_never_trained_is_none(tmp_path: Path) -> None:
    assert load("taps", tmp_path) is None


async def test_an_opinion_is_what_the_head_scores() -> None:
    assert await opinion(HEAD, Vectors(), "steam?", (0.0,)) == HEAD.scores((1.0, 0.0), (0.0,))


@pytest.mark.parametrize(
    "vectors",
    [
        Vectors(name="another embedder"),
        Vectors(problem=Unavailable(ErrorCode.MODEL_UNAVAILABLE, "It is away.", 2)),
        Vectors(slow=True),
    ],
)
async def test_there_is_no_opinion_without_its_own_embedder_in_time(vectors: Vectors) -> None:
    assert await opinion(HEAD, vectors, "steam?", (0.0,), deadline_s=0.01) is None


async def test_there_is_no_opinion_without_a_head() -> None:
    assert await opinion(None, Vectors(), "steam?") is None


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.json")), ids=lambda file: file.stem)
def test_the_heads_of_the_box_are_small_and_have_a_card(file: Path) -> None:
    head = load(file.stem)
    assert head is not None
    assert file.stat().st_size < 60_000
    assert head.weights.shape == (len(head.labels), len(head.centre) + len(head.extras))
    card = file.with_suffix(".md").read_text(encoding="utf-8")
    for line in ("## Data", "licence", "## Figures on tested texts", head.embedder):
        assert line in card
