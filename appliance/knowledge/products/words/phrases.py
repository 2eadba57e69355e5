"""Owns the words of questions about products in each language: what asks, what filters, how it is told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from appliance.core.paths import ASSETS
from appliance.knowledge.products.words.tokens import Phrase, phrase

FOLDER = ASSETS / "appliance/products"
LISTS = (
    "plain", "frame", "have", "price", "how_many", "anything", "either", "under", "under_after", "over",
    "over_after", "around", "between", "and", "cheapest", "cheap", "dearest", "in_stock", "on_sale", "inside",
)  # fmt: skip
SIZE, COLOR = "size", "color"
SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}


@dataclass(frozen=True, slots=True)
class Phrases:
    """One language's file in assets/appliance/products. `values` and `attributes` lead to a name of ours: red, size."""

    lists: Mapping[str, frozenset[Phrase]]
    attributes: Mapping[Phrase, str]
    values: Mapping[Phrase, tuple[str, str]]
    money: Mapping[str, str]
    say: Mapping[str, str]
    whole: frozenset[str]

    def __getitem__(self, name: str) -> frozenset[Phrase]:
        return self.lists[name]

    def word(self, name: str, folded: str) -> bool:
        return (folded,) in self.lists[name]


@lru_cache
def phrases(language: str) -> Phrases:
    """The phrases of a language, or the English ones when it has none of its own."""
    path = FOLDER / f"{language}.json"
    if not path.exists():
        path = FOLDER / "en.json"
    return _compiled(json.loads(path.read_text(encoding="utf-8")))


@lru_cache
def every_value() -> Mapping[Phrase, tuple[str, str]]:
    """Our attribute and name of a value, in whatever language a table tells it: `Rouge` is the color red."""
    return {words: ours for language in _languages() for words, ours in phrases(language).values.items()}


@lru_cache
def every_attribute() -> Mapping[Phrase, str]:
    return {words: name for language in _languages() for words, name in phrases(language).attributes.items()}


@lru_cache
def _languages() -> tuple[str, ...]:
    # English last: where two languages use the same word, its meaning counts.
    return tuple(sorted((path.stem for path in FOLDER.glob("*.json")), key=lambda code: (code == "en", code)))


def _compiled(raw: dict[str, Any]) -> Phrases:
    lists = {name: frozenset(phrase(text) for text in raw[name]) for name in LISTS}
    values = {
        phrase(text): (attribute, name)
        for attribute, names in raw["values"].items()
        for name, texts in names.items()
        # The letters of sizes are the same everywhere.
        for text in ((*texts, name) if attribute == SIZE else texts)
    }
    return Phrases(
        lists=lists,
        attributes={phrase(text): name for name, texts in raw["attributes"].items() for text in texts},
        values=values,
        money={phrase(text)[0]: code for code, texts in raw["money"].items() for text in texts} | SIGNS,
        say=raw["say"],
        whole=frozenset(word for one in lists.values() for words in one for word in words if "'" in word),
    )
