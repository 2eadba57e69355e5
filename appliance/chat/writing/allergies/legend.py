"""Owns the letters that menus put for allergens, read from the document that explains them. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from appliance.chat.triage.allergies.vocabulary import ingredients_in
from appliance.chat.triage.phrases import plain
from appliance.contract.retrieval import FoundPassage

Legend = dict[str, str]
"""What each letter stands for, in the document's words."""

# So many letters, and so many of them for ingredients, make a legend.
LEAST = 3
_ENTRY = re.compile(r"(?<!\w)([A-Z]\d?)\s?[=:]\s?([^,;=\n]+?)\.?(?=[,;\n]|$)")


def resolved(passages: Sequence[FoundPassage]) -> list[FoundPassage]:
    """The passages with the meaning behind each letter: `Allergens A (gluten), H (nuts)`; without the legends."""
    legends = _legends(passages)
    return [
        replace(one, text=_told(one.text, legends.get(one.document_id, {})))
        for one in passages
        if not (one.document_id in legends and _entries(one.text))
    ]


def _legends(passages: Iterable[FoundPassage]) -> dict[str, Legend]:
    found = defaultdict[str, Legend](dict)
    for one in passages:
        found[one.document_id].update(_entries(one.text))
    return {document: legend for document, legend in found.items() if _is_legend(legend)}


def _entries(text: str) -> Legend:
    return {letter: meaning.strip() for letter, meaning in _ENTRY.findall(text)}


def _is_legend(legend: Legend) -> bool:
    return sum(bool(ingredients_in(plain(meaning))) for meaning in legend.values()) >= LEAST


def _told(text: str, legend: Legend) -> str:
    if not legend:
        return text
    # `A cake` begins a sentence, `A, C, G` is a list.
    letters = re.compile(rf"(?<![\w.])({'|'.join(map(re.escape, legend))})(?!\w)(?<!^A)(?<!\. A)|^A(?=,|$)")
    return letters.sub(lambda found: f"{found[0]} ({legend[found[0]]})" if found[0] in legend else found[0], text)
