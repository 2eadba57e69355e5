"""Owns answering with the documents' own words: the best sentences of the best passages. Pure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from appliance.contract.retrieval import Asked, FoundPassage
from appliance.core.language import content_stems, sentences

PASSAGES = 4
# A passage this short is told as it is: cutting it would lose its condition.
WHOLE_WORDS = 45
SENTENCES = 2
# Each place further down the list must be this much better in words to be preferred.
RANK_WEIGHT = 0.35


@dataclass(frozen=True, slots=True)
class Extract:
    """Text in the documents' words and the passages it was taken from."""

    text: str
    passages: tuple[FoundPassage, ...]


def extract(asked: Asked, passages: Sequence[FoundPassage]) -> Extract | None:
    """The answer in the documents' own words; None when there is no passage."""
    if not passages:
        return None
    wanted = _weights(asked, passages)
    best = max(
        enumerate(passages[:PASSAGES]), key=lambda ranked: _score(ranked[1], wanted, asked) - RANK_WEIGHT * ranked[0]
    )
    return Extract(_tell(best[1], wanted, asked), (best[1],))


def _weights(asked: Asked, passages: Sequence[FoundPassage]) -> dict[str, float]:
    """How much each stem of the question tells: rare among the passages found is worth more."""
    holders = Counter(stem for passage in passages for stem in set(_stems(passage, asked)))
    question = set(content_stems(asked.text, asked.language))
    earlier = set(content_stems(" ".join(asked.history[-1:]), asked.language)) - question
    weights = {stem: math.log(1 + len(passages) / (1 + holders[stem])) for stem in question | earlier}
    return {stem: weight * (1.0 if stem in question else 0.4) for stem, weight in weights.items()}


def _score(passage: FoundPassage, wanted: dict[str, float], asked: Asked) -> float:
    there = set(_stems(passage, asked))
    return sum(weight for stem, weight in wanted.items() if stem in there)


def _tell(passage: FoundPassage, wanted: dict[str, float], asked: Asked) -> str:
    """The passage, or its best neighbouring sentences in their order; a leading question is left out."""
    parts = sentences(passage.text)
    if len(parts) > 1 and parts[0].endswith("?"):
        parts = parts[1:]
    if sum(len(part.split()) for part in parts) > WHOLE_WORDS:
        scores = [sum(wanted.get(stem, 0.0) for stem in set(content_stems(part, asked.language))) for part in parts]
        starts = range(max(1, len(parts) - SENTENCES + 1))
        at = max(starts, key=lambda start: (sum(scores[start : start + SENTENCES]), scores[start]))
        parts = parts[at : at + SENTENCES]
    text = " ".join(parts)
    return text if len(parts) > 1 or text.endswith((".", "!")) else _with_heading(passage, text)


def _with_heading(passage: FoundPassage, text: str) -> str:
    """A row or a fragment says little alone: name what it stands under."""
    where = passage.heading[-1] if passage.heading else passage.title
    return text if where in text else f"{where} – {text}."


def _stems(passage: FoundPassage, asked: Asked) -> list[str]:
    return content_stems(" ".join((passage.title, *passage.heading, passage.text)), asked.language)
