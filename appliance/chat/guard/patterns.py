"""Owns the patterns of attacks in assets/appliance/guard: reading them, finding them in a text.

A file holds `parts`, named alternatives, and two strengths of patterns by kind: `sure` ones no customer writes,
`suspect` ones are rare. Patterns are written in plain spelling and matched on folded text; a space in them stands
for whatever is between words, also nothing, but never for the end of a sentence.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from appliance.core.language import fold
from appliance.core.paths import ASSETS

FOLDER = ASSETS / "appliance/guard"
# Marks of chat templates and programs: they begin anywhere, words only where a word begins.
ANY = "any"
GAP = r"(?:[^\w.!?;؟]|_){0,8}"
WORD_BEGINS = r"(?<![^\W_])"

_PART = re.compile(r"\{([a-z]+)\}")
# A space that may be a gap: not behind a backslash, not inside a class.
_SPACE = re.compile(r"\\.|\[(?:\\.|[^\]])*\]| \??")


@dataclass(frozen=True, slots=True)
class Match:
    """The strongest pattern found in a text, by its kind."""

    kind: str
    sure: bool


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Those of one language, a kind to a group."""

    sure: re.Pattern[str]
    suspect: re.Pattern[str]


def find(text: str, language: str) -> Match | None:
    """Looks in every language, `language` first: attacks are written in all of them. A sure match ends the search."""
    folded = fold(text)
    suspect: Match | None = None
    for patterns in sorted(_all(), key=lambda code: code not in (language, ANY)):
        here = _all()[patterns]
        if found := here.sure.search(folded):
            return Match(str(found.lastgroup), sure=True)
        if suspect is None and (found := here.suspect.search(folded)):
            suspect = Match(str(found.lastgroup), sure=False)
    return suspect


@lru_cache(maxsize=1)
def _all() -> dict[str, _Patterns]:
    return {file.stem: _read(file) for file in sorted(FOLDER.glob("*.json"))}


def _read(file: Path) -> _Patterns:
    read = json.loads(file.read_text(encoding="utf-8"))
    begins = "" if file.stem == ANY else WORD_BEGINS
    return _Patterns(*(_compiled(read[strength], read["parts"], begins) for strength in ("sure", "suspect")))


def _compiled(kinds: dict[str, list[str]], parts: dict[str, str], begins: str) -> re.Pattern[str]:
    groups = (
        f"(?P<{kind}>{'|'.join(_expression(pattern, parts) for pattern in patterns)})"
        for kind, patterns in kinds.items()
    )
    return re.compile(f"{begins}(?:{'|'.join(groups)})")


def _expression(pattern: str, parts: dict[str, str]) -> str:
    whole = _PART.sub(lambda part: f"(?:{parts[part[1]]})", pattern)
    bare = "".join(char for char in unicodedata.normalize("NFKD", whole) if not unicodedata.combining(char))
    return _SPACE.sub(lambda found: GAP if found[0].startswith(" ") else found[0], bare.replace("ß", "ss"))
