"""Owns the words in which a language asks for a price, a time, a place, and those in which texts tell one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from appliance.core.language import fold
from appliance.core.paths import ASSETS

FOLDER = ASSETS / "appliance/asked_for"
PHRASE_WORDS = 4

Phrase = tuple[str, ...]
"""Folded words, one after the other."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Asking:
    """How one language asks: kinds by phrase. `whether` opens a yes-or-no question; `openers` may stand before it.

    The thing that a question asks for stands after one of `before_things`, up to one of `behind_things`; what it is
    for, after one of `purposes`. Words and phrases of one run of `same` are near enough to look for one another, not
    to answer for one another.
    """

    kinds: dict[Phrase, str]
    whether: frozenset[Phrase]
    openers: frozenset[str]
    before_things: frozenset[Phrase]
    behind_things: frozenset[str]
    purposes: frozenset[str]
    same: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """How texts of all languages tell a thing of one kind: in words of their own, or in units behind a number."""

    phrases: frozenset[Phrase]
    units: frozenset[Phrase]
    beginnings: frozenset[str]


@lru_cache
def asking(language: str) -> Asking:
    """Nothing is asked in a language that is not known."""
    path = FOLDER / f"{language}.json"
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"asks": {}}
    kinds = {tuple(folded(phrase)): kind for kind, phrases in known["asks"].items() for phrase in phrases}
    things = known.get("things", {})
    return Asking(
        kinds,
        whether=_phrases(known.get("whether", ())),
        openers=frozenset(map(fold, known.get("openers", ()))),
        before_things=_phrases(things.get("after", ())),
        behind_things=frozenset(map(fold, things.get("until", ()))),
        purposes=frozenset(map(fold, things.get("for", ()))),
        same=tuple(map(tuple, known.get("same", ()))),
    )


@lru_cache
def telling(kind: str) -> Telling:
    told = _phrases(phrase for one in _every() for phrase in one["tells"].get(kind, ()))
    counted = _phrases(phrase for one in _every() for phrase in one["counted"].get(kind, ()))
    if kind == "duration":
        counted |= {(unit,) for unit in units()}
    return Telling(told, counted, frozenset(phrase[0] for phrase in told | counted))


@lru_cache
def units() -> dict[str, str]:
    """Units of time of all languages, each with its English name: `Stunden` is an `hour`."""
    return {fold(name): unit for one in _every() for unit, names in one["units"].items() for name in names}


@lru_cache
def numbers() -> dict[str, int]:
    """Numbers in words, of all languages; `a` counts one."""
    return {fold(word): value for one in _every() for word, value in one["numbers"].items()}


def folded(text: str) -> list[str]:
    """The words of a text as they are compared."""
    return [fold(text[first:last].replace("’", "'")) for first, last in places_of_words(text)]


def places_of_words(text: str) -> Iterator[tuple[int, int]]:
    """Where each word begins and ends."""
    return (found.span() for found in _WORD.finditer(text))


def runs_at(said: list[str], at: int) -> Iterator[Phrase]:
    """The words that begin there, the longest run first."""
    for length in range(min(PHRASE_WORDS, len(said) - at), 0, -1):
        yield tuple(said[at : at + length])


@lru_cache
def _every() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json")))


def _phrases(phrases: Iterable[str]) -> frozenset[Phrase]:
    return frozenset(tuple(folded(phrase)) for phrase in phrases)
