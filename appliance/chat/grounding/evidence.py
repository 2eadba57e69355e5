"""Owns whether a written sentence stands in the evidence. Pure.

A sentence passes when one short stretch of one passage holds everything it claims: all its numbers,
names and addresses, most of its meaningful words, and the same yes or no.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from appliance.chat.grounding import claims
from appliance.contract.retrieval import Asked, FoundPassage
from appliance.core.language import content_stems, sentences

# Most of what is said must be said there; the rest is the grammar of an answer ("you can", "we offer").
SUPPORT = 0.85
# A small model asks back or says the same words on and on: true each time, and no answer.
REPEATS = 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """One or two neighbouring sentences of a passage with its headings, taken apart once."""

    passage: FoundPassage
    stems: frozenset[str]
    numbers: frozenset[str]
    amounts: frozenset[str]
    addresses: frozenset[str]
    negated: bool


class Evidence:
    """What a written answer may say, prepared for checking many sentences."""

    def __init__(self, passages: Iterable[FoundPassage], asked: Asked) -> None:
        self._language = asked.language
        self._asked = frozenset(content_stems(" ".join((*asked.history, asked.text)), asked.language))
        self._stretches = [stretch for passage in passages for stretch in _stretches(passage, asked.language)]

    def passage_for(self, sentence: str) -> FoundPassage | None:
        """The passage in which everything that the sentence claims stands together, or None."""
        stems = content_stems(sentence, self._language)
        if sentence.endswith("?") or len(stems) > REPEATS * len(set(stems)):
            return None
        return next((stretch.passage for stretch in self._stretches if self._holds(sentence, stems, stretch)), None)

    def _holds(self, sentence: str, stems: Sequence[str], stretch: Stretch) -> bool:
        claimed = claims.numbers(sentence, claimed=True)
        return (
            claimed <= stretch.numbers
            and claimed & stretch.amounts == claims.amounts(sentence)  # a price stays a price
            and claims.addresses(sentence) <= stretch.addresses
            and claims.names(sentence, self._language) <= stretch.stems | self._asked
            and claims.negated(sentence) == stretch.negated
            and self._share(stems, stretch) >= SUPPORT
        )

    def _share(self, stems: Sequence[str], stretch: Stretch) -> float:
        """How much of what is said stands in the stretch; what goes beyond the question's own words counts alone."""
        said = set(stems)
        if not said:
            return 0.0  # "Yes." alone claims what the question asked, and nothing shows that it is so
        new = said - self._asked
        if not new:
            return len(said & stretch.stems) / len(said)
        known = stretch.stems | self._asked
        return min(len(new & stretch.stems) / len(new), len(said & known) / len(said))


def _stretches(passage: FoundPassage, language: str) -> Iterable[Stretch]:
    """Every sentence alone and with the one after it."""
    parts = sentences(passage.text)
    for at, part in enumerate(parts):
        yield _stretch(passage, part, language)
        if at + 1 < len(parts):
            yield _stretch(passage, f"{part} {parts[at + 1]}", language)


def _stretch(passage: FoundPassage, text: str, language: str) -> Stretch:
    around = " ".join((passage.title, *passage.heading))
    return Stretch(
        passage=passage,
        stems=frozenset(content_stems(f"{around} {text}", language)),
        numbers=claims.numbers(text),
        amounts=claims.amounts(text),
        addresses=claims.addresses(text),
        negated=claims.negated(text),
    )
