"""Owns the judgement "this is not in here": does what was found speak of what was asked? Pure."""

from __future__ import annotations

from collections.abc import Sequence

from appliance.contract.retrieval import Asked, FoundPassage, Trust
from appliance.core.language import content_stems

# Read off the demo shop's question set: below it lie 7 of 44 answerable questions and 14 of 16 others.
LEAST_SCORE = 0.395
# Without vectors words must carry the judgement alone.
LEAST_COVERAGE = 0.5
# Down to this share of a border a passage is worth showing as a guess: half of the answerable ones refused lie there.
NEAR = 0.55


class Gate:
    """Judges the best passage by its score, or by the question's own words in it when there are no vectors.

    `least` is the border for scores; calibration.py moves it up where the shop's own questions ask for it.
    """

    def __init__(self, least: float = LEAST_SCORE) -> None:
        self.least = least

    def trust(self, asked: Asked, passages: Sequence[FoundPassage]) -> Trust:
        """Whether an answer can be expected in the first passages; `score` is that of retrieval.py."""
        if not passages:
            return Trust.NONE
        best = passages[0]
        if best.similarity == 0:
            return _graded(coverage(asked, best) / LEAST_COVERAGE)
        return _graded(best.score / self.least)


def _graded(share: float) -> Trust:
    """`share` is of the border: 1 lies on it."""
    if share >= 1:
        return Trust.SURE
    return Trust.NEAR if share >= NEAR else Trust.NONE


def coverage(asked: Asked, passage: FoundPassage) -> float:
    """The share of the question's meaningful words that stand in a passage, its title or headings."""
    stems = set(content_stems(" ".join((*asked.history[-1:], asked.text)), asked.language))
    if not stems:
        return 0.0
    there = content_stems(" ".join((passage.title, *passage.heading, passage.text)), asked.language)
    return len(stems.intersection(there)) / len(stems)
