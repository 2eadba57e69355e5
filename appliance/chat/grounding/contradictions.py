"""Owns noticing that two documents do not agree on what is asked, and the words that tell it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from appliance.chat.grounding.denials import denials
from appliance.chat.grounding.rival_values import rival_values
from appliance.chat.grounding.subject import Side
from appliance.chat.words import say
from appliance.contract.retrieval import Asked, FoundPassage


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two sentences of two documents that cannot both hold."""

    one: Side
    other: Side


def contradictions(passages: Sequence[FoundPassage], asked: Asked) -> tuple[Contradiction, ...]:
    """Values, and a yes and a no, near the question that differ between documents. `passages` are best first."""
    pairs: tuple[tuple[Side, Side], ...] = (*rival_values(passages, asked), *denials(passages, asked))
    return tuple(Contradiction(*pair) for pair in pairs)


def tell(found: Contradiction, language: str) -> str:
    """Both sides with the documents they stand in, and that the team knows."""
    one, other = found.one, found.other
    return say(
        "contradiction", language,
        one=one.sentence.rstrip("."), one_source=one.passage.title,
        other=other.sentence.rstrip("."), other_source=other.passage.title,
    )  # fmt: skip
