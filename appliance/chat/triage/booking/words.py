"""Owns the words of days, times and people in one language, as patterns."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from appliance.core.paths import ASSETS

FOLDER = ASSETS / "appliance/triage/booking"
SPOKEN = ("en", "de")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Slot(Generic[Value]):
    """What was understood, and where it stands in the text."""

    value: Value
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Words:
    """Patterns over lower case text. `day_first`: 8.4. is in April; else 8/4 is left open."""

    numbers: tuple[str, ...]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    day_first: bool
    half_means: int
    one: dict[str, re.Pattern[str]]
    clock: tuple[re.Pattern[str], ...]
    party: tuple[re.Pattern[str], ...]

    def number(self, text: str) -> int | None:
        """Of digits or a word up to twelve."""
        if text.isdecimal():
            return int(text)
        return self._place(self.numbers, text)

    def month(self, text: str) -> int | None:
        return self._place(self.months, text)

    def weekday(self, text: str) -> int | None:
        """From 1, Monday."""
        return self._place(self.weekdays, text)

    @staticmethod
    def _place(names: Sequence[str], text: str) -> int | None:
        return next((at for at, name in enumerate(names, 1) if re.fullmatch(name, text)), None)


# `2 adults`, `a child`, `my wife`, `me`: named together in a chain, counted one by one.
_ANYBODY = (
    r"(?:(?:(?:my|our|his|her|the|meine|unsere|die) )?{n}|a|ein|eine)[ -]{person}|{one_person}|{two_persons}|{me}"
)
_BUILT = {
    "weekday": r"(?:on )?(?:(?P<next>{next}) )?(?P<weekday>{weekdays})\.?",
    "chain": rf"(?:{_ANYBODY})(?:{{and}}(?:{_ANYBODY}))*",
    "item": r"(?P<n>{n})[ -](?P<person>{person})|(?P<two>{two_persons})|{one_person}|{me}|(?:a|ein|eine) {person}",
}
_INNER = ("half", "person", "me", "one_person", "two_persons", "and", "next")


@lru_cache
def words(language: str) -> Words:
    """In the language, or in English where there are none."""
    read = json.loads((FOLDER / f"{language if language in SPOKEN else 'en'}.json").read_text(encoding="utf-8"))
    texts = {name: text for name, text in read.items() if isinstance(text, str)}
    numbers = "|".join(read["numbers"])
    inner = {name: texts[name] for name in _INNER} | {name: "|".join(read[name]) for name in ("months", "weekdays")}
    inner |= {"words": numbers, "n": rf"\d{{1,3}}|{numbers}"}

    def ready(text: str) -> re.Pattern[str]:
        for name, meaning in inner.items():
            text = text.replace(f"{{{name}}}", f"(?:{meaning})")
        return re.compile(rf"(?<![\w/])(?:{text})(?!\w)")

    return Words(
        numbers=tuple(read["numbers"]),
        months=tuple(read["months"]),
        weekdays=tuple(read["weekdays"]),
        day_first=read["day_first"],
        half_means=read["half_means"],
        # What must not follow a number is looked for right behind it.
        one={name: ready(text) for name, text in (texts | _BUILT).items()}
        | {"no_party": re.compile(texts["no_party"])},
        clock=tuple(ready(text) for text in read["clock"]),
        party=tuple(ready(text) for text in read["party"]),
    )
