"""Owns which gap a missed question belongs to: the nearest one that asks the same, found around its first question.

Pure; kept in memory, as many as the table holds.
"""

from __future__ import annotations

from dataclasses import dataclass

from appliance.core.questions.fingerprint import Fingerprint
from appliance.core.questions.likeness import Array, likeness
from appliance.knowledge.teaching.questions.same import SAME_WORDS, Wording

# With words beyond those of the first question. Looser than what may answer by itself: an owner reads a gap first.
MORE_WORDS = 0.75
# In another language the words cannot be compared, so the vectors must carry it alone: of twenty questions in English
# and German nine translations lie above it, and none of the other 380 pairs.
OTHER_LANGUAGE = 0.56
# Beyond every likeness.
NEVER = 2.0


@dataclass(frozen=True, slots=True)
class Seed:
    """A gap's first question, around which the others gather."""

    gap_id: str
    way: Wording


class Clusters:
    """The seeds of all gaps."""

    def __init__(self) -> None:
        self._seeds: dict[str, Seed] = {}

    def __len__(self) -> int:
        return len(self._seeds)

    def put(self, seed: Seed) -> None:
        self._seeds[seed.gap_id] = seed

    def drop(self, gap_id: str) -> None:
        self._seeds.pop(gap_id, None)

    def nearest(self, way: Wording, middle: Array) -> str | None:
        """The gap that asks what this question asks; None when it is the first of its kind."""
        if way.vector is None:
            return None
        found = [
            (near, seed.gap_id)
            for seed in self._seeds.values()
            if seed.way.vector is not None
            and (near := likeness(way.vector, seed.way.vector, middle)) >= _border(way, seed.way)
        ]
        return max(found, default=(0.0, None))[1]


def _border(one: Wording, other: Wording) -> float:
    """How near two questions must be to be one gap; out of reach when they are look-alikes."""
    if one.language != other.language:
        return OTHER_LANGUAGE if _digits(one.print) == _digits(other.print) else NEVER
    if one.print.negated != other.print.negated:
        return NEVER
    if one.print.keys == other.print.keys:
        return SAME_WORDS
    more, fewer = sorted((one.print, other.print), key=lambda print: -len(print.keys))
    only_more = fewer.keys <= more.keys and not (more.keys - fewer.keys) & more.marks
    return MORE_WORDS if only_more and fewer.names_something else NEVER


def _digits(asked: Fingerprint) -> frozenset[str]:
    return frozenset(mark for mark in asked.marks if any(map(str.isdigit, mark)))
