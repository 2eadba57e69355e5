"""Owns answering with the documents' own words: the best sentences of the best passages. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from appliance.chat.writing.extract_sentences import Told, is_sentence, told
from appliance.chat.writing.extract_wanted import Wanted
from appliance.contract.retrieval import Asked, FoundPassage

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
    wanted = Wanted.of(asked, passages)
    best, *others = worth_quoting(passages)
    quoted = {best: told(best.text, wanted)}
    for passage in others:
        more = told(passage.text, wanted)
        if _adds(passage, best, wanted) and sum(one.words for one in quoted.values()) + more.words <= TOGETHER_WORDS:
            quoted[passage] = more
    beside = sorted((one for one in quoted if _beside(one, best)), key=lambda one: one.position)
    elsewhere = [[one] for one in quoted if not _beside(one, best)]
    texts = [_section(section, [quoted[one] for one in section]) for section in (beside, *elsewhere)]
    return Extract("\n".join(texts), (*beside, *(one for section in elsewhere for one in section)))


def worth_quoting(passages: Sequence[FoundPassage]) -> list[FoundPassage]:
    """The best passage, others under its heading that are nearly as good, or the nearest runners-up."""
    if not passages:
        return []
    best, *others = passages
    related = [one for one in others if _beside(one, best) and one.score >= RELATED * best.score]
    return [best, *(related or [one for one in others[:RUNNERS_UP] if one.score >= NEARLY * best.score])]


def _adds(passage: FoundPassage, best: FoundPassage, wanted: Wanted) -> bool:
    """Not one that knows less of what is asked: another row of the table, another price."""
    if wanted.told_in(_all(best)) and not wanted.told_in(_all(passage)):
        return False
    return wanted.own(best) <= wanted.own(passage)


def _section(passages: Sequence[FoundPassage], texts: Sequence[Told]) -> str:
    """Passages under one heading: several rows as a list under it, anything else as a paragraph."""
    where = _where(passages[0])
    if where and len(texts) > 1 and all(one.fragment for one in texts):
        rows = "\n".join(one.text if one.text.startswith("- ") else f"- {one.text}" for one in texts)
        return f"{where.rstrip(':')}:\n{rows}"
    return "\n".join(_paragraphs(where, texts))


def _paragraphs(where: str, texts: Sequence[Told]) -> Iterator[str]:
    """Named by the heading what is a fragment; a heading that itself tells stands before: `Check: $60`."""
    named = where.casefold() in " ".join(one.text for one in texts).casefold()
    tells = any(char.isdigit() for char in where) and not named
    for fragment, together in groupby(texts, key=lambda one: one.fragment):
        text = ("\n" if fragment else " ").join(one.text for one in together)
        ended = text if is_sentence(text) or text.startswith("- ") else f"{text.rstrip(',;')}."
        if fragment:
            yield ended if named or not where else f"{where} – {ended}"
        else:
            yield f"{where if is_sentence(where) else f'{where}.'} {text}" if tells else text


def _where(passage: FoundPassage) -> str:
    """What a fragment stands under; a document's own name says nothing about a row that names itself."""
    inner = passage.heading[1:] if passage.heading[:1] == (passage.title,) else passage.heading
    if not inner and ":" in passage.text:
        return ""
    where = inner[-1] if inner else passage.title
    return where.capitalize() if where.isupper() else where


def _beside(one: FoundPassage, other: FoundPassage) -> bool:
    return (one.document_id, one.heading) == (other.document_id, other.heading)


def _all(passage: FoundPassage) -> str:
    return " ".join((*passage.heading[-1:], passage.text))
