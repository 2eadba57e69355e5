"""Owns which time of day a question names: 7 pm, 19:00, 19 Uhr, halb acht, a las siete de la tarde. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from appliance.core.language import fold
from appliance.knowledge.facts.asked.said import Said
from appliance.knowledge.facts.telling.phrases import Clock, Phrases

_WRITTEN = re.compile(
    r"\b([01]?\d|2[0-4])(?:[:h]|\.(?=\d\d\s?(?:uhr|am|pm)))([0-5]\d)(?!\d)\s?(am\b|pm\b)?", re.IGNORECASE
)
_HOUR = re.compile(r"^(\d{1,2})(am|pm|h)?$")
# Nobody asks whether a shop is open at 4 in the night: a bare hour below this is one after noon.
FIRST_HOUR = 8


@dataclass(frozen=True, slots=True)
class AskedTime:
    """A time of day and the folded words that named it."""

    time: time
    used: frozenset[str]


def asked_times(text: str, said: Said, phrases: Phrases) -> tuple[AskedTime, ...]:
    """Every time that is named, in no order; dates must have been taken out of the words before."""
    clock = phrases.clock
    later = _later(said, clock)
    found = [_written(match, later) for match in _WRITTEN.finditer(text)]
    if not found:
        found = [_spoken(said, at, clock, later) for at in _hours_at(said, clock)]
        found += [AskedTime(time(12), said.used(clock.noon))] if said.says(clock.noon) else []
        found += [AskedTime(time(0), said.used(clock.midnight))] if said.says(clock.midnight) else []
    return tuple(one for one in found if one)


def _written(match: re.Match[str], later: bool | None) -> AskedTime:
    half = (match[3] or "").casefold()
    hour = _of_day(int(match[1]), half == "pm" if half else later)
    used = {match[1], match[2], match[2] + half, match[0].casefold(), half}
    return AskedTime(time(hour % 24, int(match[2])), frozenset(used))


def _hours_at(said: Said, clock: Clock) -> list[int]:
    """Places of hours: after a word such as `at`, or before one such as `Uhr` or `pm`."""
    begins = {end for _, end in said.spots(clock.at | clock.half_past | clock.half_to)}
    ends = {start for start, _ in said.spots(clock.oclock | clock.am | clock.pm | clock.half_past)}
    return [
        at
        for at, word in enumerate(said.folded)
        if (hour := _hour(word, clock)) is not None
        and hour <= 24
        and (at in begins or at + 1 in ends or word.endswith(("am", "pm", "h")))
    ]


def _hour(word: str, clock: Clock) -> int | None:
    for at, name in enumerate(clock.numbers, 1):
        if word == fold(name):
            return at
    number = _HOUR.match(word)
    return int(number[1]) if number else None


def _spoken(said: Said, at: int, clock: Clock, later: bool | None) -> AskedTime:
    word = said.folded[at]
    hour = _hour(word, clock) or 0
    later = True if word.endswith("pm") else False if word.endswith("am") else _right_after(said, at, clock, later)
    if later is None and 0 < hour < FIRST_HOUR and not (said.says(clock.oclock) or word.endswith("h")):
        later = True
    hour = _of_day(hour, later)
    minutes = 30 if said.says(clock.half_past) else -30 if said.says(clock.half_to) else 0
    total = (hour * 60 + minutes) % (24 * 60)
    around = said.used(clock.oclock | clock.am | clock.pm | clock.half_past | clock.half_to)
    return AskedTime(time(total // 60, total % 60), around | {word})


def _of_day(hour: int, later: bool | None) -> int:
    """An hour of twelve as one of twenty-four; `later` is after noon."""
    if later and hour < 12:
        return hour + 12
    return 0 if later is False and hour == 12 else hour


def _right_after(said: Said, at: int, clock: Clock, otherwise: bool | None) -> bool | None:
    """What stands behind this very hour: `from 10 am to 6 pm`."""
    near = {at + 1, *(end for start, end in said.spots(clock.oclock) if start == at + 1)}
    if any(start in near for start, _ in said.spots(clock.pm)):
        return True
    return False if any(start in near for start, _ in said.spots(clock.am)) else otherwise


def _later(said: Said, clock: Clock) -> bool | None:
    """True after noon, False before it, None when nothing says so or both are said."""
    before, after = said.says(clock.am), said.says(clock.pm)
    return after if before != after else None
