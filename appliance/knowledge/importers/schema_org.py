"""Owns what a page says of itself for machines, in the words of schema.org. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from appliance.knowledge.importers.tables.shelf import plain

Thing = Mapping[str, Any]

THINGS_MAX = 1_000
JSON_MAX = 2_000_000
DEPTH_MAX = 12
_WRAPPED = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$")


def things(text: str) -> list[Thing]:
    """The objects in a piece of JSON-LD, those inside lists and graphs too; none when it is broken."""
    if len(text) > JSON_MAX:
        return []
    try:
        said = json.loads(_WRAPPED.sub("", text), strict=False)
    except (ValueError, RecursionError):
        return []
    return list(_flat(said, 0))[:THINGS_MAX]


def questions(found: Sequence[Thing]) -> Iterator[tuple[str, str]]:
    """Each question of a FAQ with its answer."""
    for thing in found:
        if is_a(thing, "Question"):
            asked = text_of(thing.get("name")) or text_of(thing.get("text"))
            answers = listed(thing.get("acceptedAnswer") or thing.get("suggestedAnswer"))
            told = text_of(answers[0].get("text")) if answers and isinstance(answers[0], dict) else ""
            if asked and told:
                yield asked, told


def _flat(said: Any, depth: int) -> Iterator[Thing]:
    if depth > DEPTH_MAX:
        return
    if isinstance(said, list):
        for one in said:
            yield from _flat(one, depth + 1)
    elif isinstance(said, dict):
        if "@type" in said:
            yield said
        for name in ("@graph", "mainEntity", "itemListElement", "item", "mainEntityOfPage"):
            if isinstance(said.get(name), (dict, list)):
                yield from _flat(said[name], depth + 1)


def is_a(thing: Thing, *kinds: str) -> bool:
    said = thing.get("@type")
    names = said if isinstance(said, list) else [said]
    return any(str(name).rpartition("/")[2] in kinds for name in names)


def text_of(said: Any) -> str:
    """A value as plain text: of several the first, of a thing its name."""
    match said:
        case str():
            return plain(said)
        case bool() | None:
            return ""
        case int() | float():
            return str(said)
        case [first, *_]:
            return text_of(first)
        case {"@value": value} | {"name": value} | {"url": value} | {"@id": value}:
            return text_of(value) if isinstance(value, (str, int, float)) else ""
    return ""


def listed(said: Any) -> list[Any]:
    return said if isinstance(said, list) else [] if said is None else [said]
