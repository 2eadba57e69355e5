"""Owns how quoted passages of one section are laid out: paragraphs, rows as a list under their heading. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from appliance.chat.grounding.claims.vocabulary import LANGUAGES
from appliance.chat.grounding.turning import says_no, turned, turns
from appliance.chat.writing.quoting.sentences import MARK, Told, is_item, is_sentence
from appliance.contract.retrieval import FoundPassage
from appliance.core.language import sentences


def laid_out(passages: Sequence[FoundPassage], texts: Sequence[Told], behind: Sequence[FoundPassage] = ()) -> str:
    """Passages under one heading: several rows as a list under it, anything else as a paragraph.

    What stands `behind` others that their heading denies has its own heading, not to be read as denied too.
    """
    return "\n".join(_paragraphs(_where(passages[0]), texts, any(map(turned, behind))))


def left(lines: Sequence[str]) -> str:
    """What is left of a quotation when words were taken out, without a line that announces what is gone."""
    there = [line for line in lines if line]
    followed = zip(there, (*there[1:], ":"), strict=False)  # there may be none
    return "\n".join(line for line, after in followed if not (line.endswith(":") and after.endswith(":")))


def _paragraphs(where: str, texts: Sequence[Told], apart: bool) -> Iterator[str]:
    named = where.casefold() in " ".join(one.text for one in texts).casefold()
    for fragment, together in groupby(texts, key=lambda one: one.fragment):
        rows = [one.text for one in together]
        text = _listed(rows) if fragment else _joined(rows)
        yield text if not where or (named and not is_item(text)) else _under(where, text, fragment, apart)


def _under(where: str, text: str, fragment: bool, apart: bool) -> str:
    """A fragment is named by its heading; one that turns sentences stands above, one that itself tells before them."""
    if is_item(text) or (not fragment and (apart or _is_turned(text, where))):
        return f"{where.rstrip(':.')}:\n{text}"
    if fragment:
        return f"{where} – {text}"
    if any(char.isdigit() for char in where):
        return f"{where if is_sentence(where) else f'{where}.'} {text}"
    return text


def _is_turned(text: str, where: str) -> bool:
    """Without its heading something of this would be told as if it held, or held for all."""
    return turns(where) and not all(any(says_no(one, language) for language in LANGUAGES) for one in sentences(text))


def _listed(rows: Sequence[str]) -> str:
    """One row is a sentence; several stand below each other."""
    if len(rows) > 1 or is_item(rows[0]):
        return "\n".join(row if is_item(row) else f"{MARK}{row}" for row in rows)
    return rows[0] if is_sentence(rows[0]) else f"{rows[0].rstrip(',;')}."


def _joined(texts: Sequence[str]) -> str:
    """Sentences go on; what follows a list stands below it."""
    text = texts[0]
    for more in texts[1:]:
        text += f"\n{more}" if f"\n{MARK}" in text else f" {more}"
    return text


def _where(passage: FoundPassage) -> str:
    """What a fragment stands under, from the heading on that turns it.

    A document's own name says nothing about a row that names itself.
    """
    lines = passage.sections or (passage.title,)
    turned = next((at for at, line in enumerate(lines) if turns(line)), None)
    if turned is None and not passage.sections and ":" in passage.text:
        return ""
    where = " – ".join(lines[-1 if turned is None else turned :])
    return where.capitalize() if where.isupper() else where
