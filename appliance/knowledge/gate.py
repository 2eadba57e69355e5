"""Owns the judgement "this is not in here": does what was found speak of what was asked? Pure."""

from __future__ import annotations

from collections.abc import Sequence

from appliance.contract.retrieval import Asked, FoundPassage
from appliance.core.language import content_stems

# Looked at together: one passage may hold the price and the next the condition.
PASSAGES = 3
# Cosines of this embedder lie close together; these borders were read off the demo shop's question set.
SURE_SIMILARITY = 0.87
LEAST_SIMILARITY = 0.80
LEAST_COVERAGE = 0.34


class Gate:
    """Judges found passages by likeness of meaning and by the question's own words in them."""

    def known(self, asked: Asked, passages: Sequence[FoundPassage]) -> bool:
        """True when an answer can be expected in the first passages."""
        if not passages:
            return False
        best = max(passage.similarity for passage in passages[:PASSAGES])
        covered = coverage(asked, passages[:PASSAGES])
        if best == 0:  # no vectors: words must carry the judgement alone
            return covered >= 0.5
        return best >= SURE_SIMILARITY or (best >= LEAST_SIMILARITY and covered >= LEAST_COVERAGE)


def coverage(asked: Asked, passages: Sequence[FoundPassage]) -> float:
    """The share of the question's meaningful words that stand in the passages, their titles or headings."""
    stems = set(content_stems(" ".join((*asked.history[-1:], asked.text)), asked.language))
    if not stems:
        return 0.0
    there: set[str] = set()
    for passage in passages:
        there.update(content_stems(" ".join((passage.title, *passage.heading, passage.text)), asked.language))
    return len(stems & there) / len(stems)
