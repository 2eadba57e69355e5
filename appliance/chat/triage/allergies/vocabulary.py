"""Owns the words of allergies, ingredients and diets in each language: read from assets, ready to be matched."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from re import Pattern

from appliance.chat.triage.phrases import any_of
from appliance.core.language import fold
from appliance.core.paths import ASSETS

FOLDER = ASSETS / "appliance/allergies"
# The same documents are read again for every question.
KEPT = 4_096
LANGUAGES = tuple(sorted(path.stem for path in FOLDER.glob("*.json")))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Patterns over `plain` text. `ingredients` has the same names in every language, the `diets` among them.

    `allergies` says alone what is asked about, `contains` and `free` beside an ingredient; `reacted` that somebody may
    need help; `again` that a question goes on about it; `back` points to a thing named before; by `shop` a shop speaks
    of itself; `aside` are words that name no thing. `search` finds what documents say about allergies.
    """

    search: str
    allergies: Pattern[str]
    contains: Pattern[str]
    free: Pattern[str]
    reacted: Pattern[str]
    again: Pattern[str]
    back: Pattern[str]
    shop: Pattern[str]
    aside: Pattern[str]
    ingredients: Mapping[str, Pattern[str]]
    diets: frozenset[str]


@lru_cache
def vocabulary(language: str) -> Vocabulary:
    """That of one of `LANGUAGES`."""
    read = json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    before, behind = (fold(read["attached"][side]) for side in ("before", "behind"))

    def named(ways: str) -> str:
        return f"({before})?({fold(ways)})"

    ingredients: dict[str, str] = read["ingredients"]
    diets: dict[str, str] = read["diets"]
    words = {"ingredient": named("|".join(ingredients.values())), "diet": named("|".join(diets.values()))}

    def pattern(key: str) -> Pattern[str]:
        return any_of([fold(way) for way in read[key]], words)

    return Vocabulary(
        search=read["search"],
        allergies=pattern("about"),
        contains=pattern("contains"),
        free=pattern("free"),
        reacted=pattern("reacted"),
        again=pattern("again"),
        back=pattern("back"),
        shop=pattern("shop"),
        aside=pattern("aside"),
        diets=frozenset(diets),
        ingredients={name: any_of([f"{named(ways)}({behind})?"], {}) for name, ways in (ingredients | diets).items()},
    )


def prepare() -> None:
    """Read all languages now, not while somebody waits."""
    for language in LANGUAGES:
        vocabulary(language)


def every() -> Iterable[Vocabulary]:
    """Visitors and documents speak other languages than the shop's too."""
    return map(vocabulary, LANGUAGES)


def named_in(said: str) -> frozenset[str]:
    """The ingredients that a question in `plain` text names; a diet where it names nothing else."""
    found = ingredients_in(said)
    return found.difference(*(one.diets for one in every())) or found


@lru_cache(maxsize=KEPT)
def ingredients_in(said: str) -> frozenset[str]:
    """The names of the ingredients and diets that stand in `plain` text of whatever language."""
    return frozenset(name for one in every() for name, words in one.ingredients.items() if words.search(said))


@lru_cache(maxsize=KEPT)
def of_allergies(said: str) -> bool:
    """Does `plain` text of whatever language speak of allergies, intolerances, traces?"""
    return any(one.allergies.search(said) for one in every())
