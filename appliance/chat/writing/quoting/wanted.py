"""Owns what a quotation should hold for a question: its rare words, its spans of time, the kind of thing asked for."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from appliance.contract.retrieval import Asked, FoundPassage
from appliance.core.language import content_stems
from appliance.core.questions.asked_for import AskedFor, Span, asked_for, spans, tells
from appliance.core.questions.concepts import Concept, concepts, held

# A sentence that tells the kind of thing asked for is worth more than one with all the words of the question.
KIND = 1.2
# What the visitor asked before says what a follow-up is about, less than its own words.
BEFORE = 0.5


@dataclass(frozen=True, slots=True)
class Wanted:
    """`weights` says how much each thing that is asked about tells: rare among the passages found is worth more."""

    language: str
    weights: dict[Concept, float]
    spans: frozenset[Span]
    kinds: frozenset[AskedFor]

    @classmethod
    def of(cls, asked: Asked, passages: Sequence[FoundPassage]) -> Wanted:
        before = asked.history[-1] if asked.history else ""
        kinds = asked_for(asked.text, asked.language, before) - {AskedFor.WHETHER}
        return cls(asked.language, _weights(asked, before, passages), spans(asked.text, asked=True), kinds)

    def worth(self, text: str) -> float:
        """How much of what is asked a text tells: what it is about, and the kind of thing."""
        return self.about(text) + (KIND * sum(self.weights.values()) if self.told_in(text) else 0.0)

    def about(self, text: str) -> float:
        """How much of what is asked about stands in a text."""
        there = content_stems(text, self.language)
        return sum(weight for concept, weight in self.weights.items() if held(concept, there))

    def told_in(self, text: str) -> bool:
        """Does a text tell everything of the kinds asked for? False when none is asked for."""
        return bool(self.kinds) and all(tells(text, kind) for kind in self.kinds)

    def own(self, passage: FoundPassage) -> frozenset[Concept | Span]:
        """What is asked about and stands in the passage itself, not only in its headings; spans of time too."""
        above = content_stems(" ".join((passage.title, *passage.heading)), self.language)
        there = content_stems(passage.text, self.language)
        found = (one for one in self.weights if held(one, there) and not held(one, above))
        return frozenset((*found, *(self.spans & spans(passage.text))))


def _weights(asked: Asked, before: str, passages: Sequence[FoundPassage]) -> dict[Concept, float]:
    texts = [content_stems(" ".join((one.title, *one.heading, one.text)), asked.language) for one in passages]
    weights: dict[Concept, float] = {}
    for text, share in ((before, BEFORE), (asked.text, 1.0)):
        for concept in concepts(text, asked.language):
            holders = sum(held(concept, stems) for stems in texts)
            weights[concept] = share * math.log(1 + len(passages) / (1 + holders))
    return weights
