"""Owns answering with the documents' own words: the best sentences of the best passages. Pure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from appliance.contract.retrieval import Asked, FoundPassage
from appliance.core.language import content_stems, sentences

# A passage this short is told as it is: cutting it would lose its condition.
WHOLE_WORDS = 45
SENTENCES = 3
# Others are told too when they are nearly as good and all together are still a short answer.
NEARLY = 0.8
RELATED = 0.83
RUNNERS_UP = 1
TOGETHER_WORDS = 80


@dataclass(frozen=True, slots=True)
class Extract:
    """Text in the documents' words and the passages it was taken from."""

    text: str
    passages: tuple[FoundPassage, ...]


def extract(asked: Asked, passages: Sequence[FoundPassage]) -> Extract | None:
    """The answer in the documents' own words; None when there is no passage. `passages` are best first."""
    if not passages:
        return None
    wanted = _weights(asked, passages)
    best, *companions = worth_quoting(passages)
    used = [(_tell(best, wanted, asked), best)]
    for passage in companions:
        text = _tell(passage, wanted, asked)
        if len(" ".join((*(said for said, _ in used), text)).split()) <= TOGETHER_WORDS:
            used.append((text, passage))
    used.sort(key=lambda one: (one[1].document_id != best.document_id, one[1].position))
    return Extract("\n".join(text for text, _ in used), tuple(passage for _, passage in used))


def worth_quoting(passages: Sequence[FoundPassage]) -> list[FoundPassage]:
    """The best passage, others under its heading that are nearly as good, or the nearest runners-up."""
    if not passages:
        return []
    best, *others = passages
    beside = [one for one in others if one.heading == best.heading and one.document_id == best.document_id]
    related = [one for one in beside if one.score >= RELATED * best.score]
    return [best, *(related or [one for one in others[:RUNNERS_UP] if one.score >= NEARLY * best.score])]


def _weights(asked: Asked, passages: Sequence[FoundPassage]) -> dict[str, float]:
    """How much each stem of the question tells: rare among the passages found is worth more."""
    holders = Counter(stem for passage in passages for stem in set(_stems(passage, asked)))
    question = set(content_stems(asked.text, asked.language))
    return {stem: math.log(1 + len(passages) / (1 + holders[stem])) for stem in question}


def _tell(passage: FoundPassage, wanted: dict[str, float], asked: Asked) -> str:
    """The passage, or its best neighbouring sentences in their order; a leading question is left out."""
    parts = sentences(passage.text)
    if len(parts) > 1 and parts[0].endswith("?"):
        parts = parts[1:]
    if len(parts) > 1 and parts[-1].endswith(":"):
        parts = parts[:-1]  # what it announces stands in another passage
    if sum(len(part.split()) for part in parts) > WHOLE_WORDS:
        scores = [sum(wanted.get(stem, 0.0) for stem in set(content_stems(part, asked.language))) for part in parts]
        starts = range(max(1, len(parts) - SENTENCES + 1))
        at = max(starts, key=lambda start: sum(scores[start : start + SENTENCES]))
        parts = parts[at : at + SENTENCES]
    return _with_heading(passage, " ".join(parts))


def _with_heading(passage: FoundPassage, text: str) -> str:
    """Name what the text stands under when it is a fragment, or when the heading itself tells (`Check: $60`)."""
    where = passage.heading[-1] if passage.heading else passage.title
    sentence = text.endswith((".", "!", "?"))
    tells = any(char.isdigit() for char in where)
    if where in text or (sentence and not tells):
        return text
    return f"{where} – {text}" if sentence else f"{where} – {text}."


def _stems(passage: FoundPassage, asked: Asked) -> list[str]:
    return content_stems(" ".join((passage.title, *passage.heading, passage.text)), asked.language)
