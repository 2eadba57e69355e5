"""Owns which words of a language mean the same in a shop's questions, and which mean nothing there."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache

from appliance.core.paths import ASSETS

FOLDER = ASSETS / "appliance/teaching"
STOP_WORDS = ASSETS / "appliance/stop_words"
# Lists of stop words hold what is left of `it's` and `l'eau`.
SIZES = frozenset("sml")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language; every word in it is folded.

    `noise` is not heard at all; `phrases` are put in other words first, longest first; `same` leads from a word to the
    one that stands for its kind; `light` words, and any in `negation`, carry no meaning of their own; after a word of
    `origin` comes where something comes from; `pronouns` and `openers` lean on what was said before.
    """

    noise: frozenset[str]
    phrases: dict[str, str]
    phrase: re.Pattern[str]
    same: dict[str, str]
    light: frozenset[str]
    origin: frozenset[str]
    negation: frozenset[str]
    pronouns: frozenset[str]
    openers: tuple[str, ...]
    turning: frozenset[str]
    trading: frozenset[str]
    conditions: frozenset[str]


@lru_cache
def lexicon(language: str) -> Lexicon:
    """The words of a language. Without any, only questions in the same words are the same question."""
    path = FOLDER / f"{language}.json"
    said = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    phrases: dict[str, str] = said.get("phrases", {})
    longest_first = "|".join(re.escape(one) for one in sorted(phrases, key=len, reverse=True))
    return Lexicon(
        noise=frozenset(said.get("noise", ())),
        phrases=phrases,
        phrase=re.compile(rf"(?<!\S)(?:{longest_first})(?!\S)" if phrases else r"(?!)"),
        same={word: kind[0] for kind in said.get("same", ()) for word in kind},
        light=(frozenset(said.get("light", ())) | _stop_words(language)) - SIZES,
        origin=frozenset(said.get("origin", ())),
        negation=frozenset(said.get("negation", ())),
        pronouns=frozenset(said.get("pronouns", ())),
        openers=tuple(said.get("openers", ())),
        turning=frozenset(said.get("turning", ())),
        trading=frozenset(said.get("trading", ())),
        conditions=frozenset(said.get("conditions", ())),
    )


def _stop_words(language: str) -> frozenset[str]:
    """Of this language alone: a `hat` is no verb in English."""
    path = STOP_WORDS / f"{language}.txt"
    return frozenset(path.read_text(encoding="utf-8").split()) if path.exists() else frozenset()
