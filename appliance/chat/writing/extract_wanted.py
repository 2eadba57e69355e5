"""Owns what a quotation should hold for a question: its rare words, its spans of time, the kind of thing asked for."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from appliance.contract.retrieval import Asked, FoundPassage
from appliance.core.language import content_stems
from appliance.core.questions.asked_for import AskedFor, Span, asked_for, spans, tells, without_asking

# A sentence that tells the kind of thing asked for is worth more than one with all the words of the question.
KIND = 1.2
# What the visitor asked before says what a follow-up is about, less than its own words.
BEFORE = 0.5


@dataclass(frozen=True, slots=True)
class Wanted:
    """`weights` says how much each stem of the question tells: rare among the passages found is worth more."""

    language: str
    weights: dict[str, float]
    spans: frozenset[Span]
    kinds: frozenset[AskedFor]

    @classmethod
    def of(cls, asked: Asked, passages: Sequence[FoundPassage]) -> Wanted:
        before = asked.history[-1] if asked.history else ""
        kinds = asked_for(asked.text, asked.language, before) - {AskedFor.WHETHER}
        return cls(asked.language, _weights(asked, before, passages), spans(asked.text, asked=True), kinds)

    def worth(self, text: str) -> float:
        """How much of what is asked stands in a text."""
        words = sum(self.weights.get(stem, 0.0) for stem in set(content_stems(text, self.language)))
        return words + (KIND * sum(self.weights.values()) if self.told_in(text) else 0.0)

    def told_in(self, text: str) -> bool:
        """Does a text tell everything of the kinds asked for? False when none is asked for."""
        return bool(self.kinds) and all(tells(text, kind) for kind in self.kinds)

    def own(self, passage: FoundPassage) -> frozenset[str | Span]:
        """The question's words and spans of time that the passage itself holds, not only its headings."""
        above = set(content_stems(" ".join((passage.title, *passage.heading)), self.language))
        there = set(content_stems(passage.text, self.language)) & self.weights.keys() - above
        return frozenset(there) | (self.spans & spans(passage.text))


def _weights(asked: Asked, before: str, passages: Sequence[FoundPassage]) -> dict[str, float]:
    holders = Counter(stem for passage in passages for stem in set(_stems(passage, asked.language)))
    weights: dict[str, float] = {}
    for text, share in ((before, BEFORE), (asked.text, 1.0)):
        for stem in content_stems(without_asking(text, asked.language), asked.language):
            weights[stem] = share * math.log(1 + len(passages) / (1 + holders[stem]))
    return weights


def _stems(passage: FoundPassage, language: str) -> list[str]:
    return content_stems(" ".join((passage.title, *passage.heading, passage.text)), language)
