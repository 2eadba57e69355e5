"""Owns putting right what customers misspell or shorten, word by word, by a list: `adress`, `tmrw`, `reperatur`.

A list and no guess: a word that is one letter away from a known one is often another word (`clothes`, `closes`).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache

from appliance.core.paths import ASSETS

FOLDER = ASSETS / "appliance/misspelt"


@dataclass(frozen=True, slots=True)
class _Slips:
    """What is written wrongly, lower case, with what is meant; `any` finds each of them."""

    meant: dict[str, str]
    any: re.Pattern[str]


def put_right(text: str, language: str) -> str:
    """The text as it was meant; what stands in no list of the language stays as it is."""
    slips = _slips(language)
    return slips.any.sub(lambda found: _like(found[0], slips.meant[found[0].lower()]), text)


def _like(written: str, meant: str) -> str:
    """Small words keep their size: a question that begins with `Tommorow` begins with `Tomorrow`."""
    return meant[0].upper() + meant[1:] if written[:1].isupper() else meant


@lru_cache
def _slips(language: str) -> _Slips:
    path = FOLDER / f"{language}.json"
    said: dict[str, list[str]] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    meant = {slip: right for right, slips in said.items() for slip in slips}
    longest_first = "|".join(re.escape(slip) for slip in sorted(meant, key=len, reverse=True))
    return _Slips(
        meant, re.compile(rf"(?<![\w.@/-])(?:{longest_first})(?![\w@/-])" if meant else r"(?!)", re.IGNORECASE)
    )
