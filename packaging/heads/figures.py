"""Owns what a head is worth, on texts it has not learned from. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from regression import Array

from appliance.chat.heads import LinearHead

BINS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """A test example with what the head said of it."""

    text: str
    label: str
    source: str
    said: str
    score: float

    @property
    def right(self) -> bool:
        return self.said == self.label


def judge(head: LinearHead, vector: Array, extras: Sequence[float]) -> tuple[str, float]:
    scores = head.scores(vector.tolist(), extras)
    said = max(scores, key=scores.__getitem__)
    return said, scores[said]


def per_label(judged: Sequence[Judged], labels: Sequence[str]) -> list[tuple[str, int, float, float]]:
    """Each label with its number of texts, precision and recall."""
    rows = []
    for label in labels:
        there = [one for one in judged if one.label == label]
        said = [one for one in judged if one.said == label]
        rows.append((label, len(there), share(said), share(there)))
    return rows


def per_source(judged: Sequence[Judged]) -> list[tuple[str, int, float]]:
    names = sorted({one.source for one in judged})
    parts = [(name, [one for one in judged if one.source == name]) for name in names]
    return [(name, len(part), share(part)) for name, part in parts]


def share(judged: Sequence[Judged]) -> float:
    """How many of them are right, 0 to 1; 0 of none."""
    return sum(one.right for one in judged) / max(1, len(judged))


def calibration_error(judged: Sequence[Judged]) -> float:
    """How far, on the mean, a probability is from how often it was right."""
    bins = np.minimum((np.array([one.score for one in judged]) * BINS).astype(int), BINS - 1)
    gaps = 0.0
    for number in range(BINS):
        inside = [one for one, place in zip(judged, bins, strict=True) if place == number]
        gaps += abs(share(inside) * len(inside) - sum(one.score for one in inside))
    return gaps / max(1, len(judged))
