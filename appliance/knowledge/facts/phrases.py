"""Owns the words of facts in each language: what asks for them, how they are told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from appliance.contract.facts import Weekday
from appliance.core.paths import ASSETS

FOLDER = ASSETS / "appliance/facts"


class Phrases(BaseModel):
    """One language's file in assets/appliance/facts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    intents: Mapping[str, frozenset[str]]
    filler: frozenset[str]
    weekdays: Mapping[Weekday, frozenset[str]]
    weekend: frozenset[str]
    today: frozenset[str]
    now: frozenset[str]
    tomorrow: frozenset[str]
    months: tuple[str, ...]
    say: Mapping[str, str]


@lru_cache
def phrases(language: str) -> Phrases:
    """The phrases of a language, or the English ones when it has none of its own."""
    path = FOLDER / f"{language}.json"
    if not path.exists():
        path = FOLDER / "en.json"
    return Phrases.model_validate(json.loads(path.read_text(encoding="utf-8")))


def in_language(texts: Mapping[str, str], language: str) -> str:
    """The text in this language, or in the first one there is; empty when there is none."""
    return texts.get(language) or next(iter(texts.values()), "")
