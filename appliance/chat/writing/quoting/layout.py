"""Owns how quoted passages of one section are laid out: paragraphs, rows as a list under their heading. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from appliance.chat.writing.quoting.sentences import Told, is_sentence
from appliance.contract.retrieval import FoundPassage


def laid_out(passages: Sequence[FoundPassage], texts: Sequence[Told]) -> str:
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
        text = _joined([one.text for one in together], fragment)
        if not fragment:
            yield f"{where if is_sentence(where) else f'{where}.'} {text}" if tells else text
        elif text.startswith("- "):
            yield text if named or not where else f"{where.rstrip(':')}:\n{text}"
        else:
            ended = text if is_sentence(text) else f"{text.rstrip(',;')}."
            yield ended if named or not where else f"{where} – {ended}"


def _joined(texts: Sequence[str], rows: bool) -> str:
    """Rows stand below each other, and so does what follows a list; sentences go on."""
    text = texts[0]
    for more in texts[1:]:
        text += f"\n{more}" if rows or "\n- " in text else f" {more}"
    return text


def _where(passage: FoundPassage) -> str:
    """What a fragment stands under; a document's own name says nothing about a row that names itself."""
    inner = passage.heading[1:] if passage.heading[:1] == (passage.title,) else passage.heading
    if not inner and ":" in passage.text:
        return ""
    where = inner[-1] if inner else passage.title
    return where.capitalize() if where.isupper() else where
