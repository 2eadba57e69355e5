"""Owns the words of facts in each language: what asks for them, how they are told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from appliance.contract.facts import PolicyKey
from appliance.contract.holidays import Holiday
from appliance.contract.opening import Weekday
from appliance.core.paths import ASSETS

FOLDER = ASSETS / "appliance/facts"
SHIPPED = tuple(sorted(path.stem for path in FOLDER.glob("*.json")))


class Clock(BaseModel):
    """How a time of day is said. `half_to` means half an hour before the hour that follows: `halb acht` is 7:30."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: frozenset[str]
    am: frozenset[str]
    pm: frozenset[str]
    oclock: frozenset[str]
    noon: frozenset[str]
    midnight: frozenset[str]
    half_past: frozenset[str]
    half_to: frozenset[str]
    numbers: tuple[str, ...]


class Phrases(BaseModel):
    """One language's file in assets/appliance/facts.

    `bound` words belong to the e-mail or website named beside them (`e-mail address`), `where` ones to whatever
    way of reaching the shop is named (`where can I call`), `elided` ones are written together with the next word
    (`l'adresse`), and of what is `mine`, the visitor's, the shop knows nothing. Who would `visit` asks for hours.
    Of several names the first is the one that is told. Beside one of `conditions` a thing may cost something else.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    intents: Mapping[str, frozenset[str]]
    closed: frozenset[str]
    closing: frozenset[str]
    border: frozenset[str]
    conditions: frozenset[str]
    negations: frozenset[str]
    bound: frozenset[str]
    where: frozenset[str]
    mine: frozenset[str]
    joins: frozenset[str]
    elided: frozenset[str]
    filler: frozenset[str]
    weekdays: Mapping[Weekday, frozenset[str]]
    weekend: frozenset[str]
    morning: frozenset[str]
    today: frozenset[str]
    now: frozenset[str]
    tomorrow: frozenset[str]
    after_tomorrow: frozenset[str]
    next: frozenset[str]
    this_week: frozenset[str]
    next_week: frozenset[str]
    of: frozenset[str]
    months: tuple[tuple[str, ...], ...]
    clock: Clock
    holidays: Mapping[Holiday, tuple[str, ...]]
    policies: Mapping[PolicyKey, tuple[str, ...]]
    say: Mapping[str, str]


@lru_cache
def phrases(language: str) -> Phrases:
    """The phrases of a language, or the English ones when it has none of its own."""
    code = language if language in SHIPPED else "en"
    return Phrases.model_validate(json.loads((FOLDER / f"{code}.json").read_text(encoding="utf-8")))


def in_language(texts: Mapping[str, str], language: str) -> str:
    """The text in this language, or in the first one there is; empty when there is none."""
    return texts.get(language) or next(iter(texts.values()), "")
