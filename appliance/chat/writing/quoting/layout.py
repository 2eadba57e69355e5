"""Owns how quoted passages of one section are laid out: paragraphs, rows as a list under their heading. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from appliance.chat.grounding.claims.vocabulary import LANGUAGES
from appliance.chat.grounding.turning import says_no, turns
from appliance.chat.writing.quoting.sentences import Told, is_sentence
from appliance.contract.retrieval import FoundPassage
from appliance.core.language import sentences


def laid_out(passages: Sequence[FoundPassage], texts: Sequence[Told]) -> str:
    """Passages under one heading: several rows as a list under it, anything else as a paragraph."""
    where = _where(passages[0])
    if where and len(texts) > 1 and all(one.fragment for one in texts):
        rows = "\n".join(one.text if one.text.startswith("- ") else f"- {one.text}" for one in texts)
        return f"{where.rstrip(':')}:\n{rows}"
    return "\n".join(_paragraphs(where, texts))


def _paragraphs(where: str, texts: Sequence[Told]) -> Iterator[str]:
    named = where.casefold() in " ".join(one.text for one in texts).casefold()
    for fragment, together in groupby(texts, key=lambda one: one.fragment):
        text = _joined([one.text for one in together], fragment)
        whole = _ended(text) if fragment and not text.startswith("- ") else text
        yield whole if named or not where else _under(where, whole, fragment)


def _under(where: str, text: str, fragment: bool) -> str:
    """A fragment is named by its heading; one that turns sentences, or itself tells, stands before: `Check: $60`."""
    if text.startswith("- "):
        return f"{where.rstrip(':')}:\n{text}"
    if fragment:
        return f"{where} – {text}"
    if _is_turned(text, where):
        return f"{where.rstrip(':.')}: {text}"
    if any(char.isdigit() for char in where):
        return f"{where if is_sentence(where) else f'{where}.'} {text}"
    return text


def _is_turned(text: str, where: str) -> bool:
    """Without its heading something of this would be told as if it held, or held for all."""
    return turns(where) and not all(any(says_no(one, language) for language in LANGUAGES) for one in sentences(text))


def _ended(text: str) -> str:
    return text if is_sentence(text) else f"{text.rstrip(',;')}."


def _joined(texts: Sequence[str], rows: bool) -> str:
    """Rows stand below each other, and so does what follows a list; sentences go on."""
    text = texts[0]
    for more in texts[1:]:
        text += f"\n{more}" if rows or "\n- " in text else f" {more}"
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
