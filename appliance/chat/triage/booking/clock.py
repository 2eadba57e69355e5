"""Owns finding the time of day in a text. Pure."""

from __future__ import annotations

import re
from datetime import time

from appliance.chat.triage.booking.words import Slot, Words

# Nobody books for three in the night: `at 3` is in the afternoon.
EARLIEST_MORNING_HOUR = 7
QUARTERS = {"viertel": 15, "dreiviertel": -15}


def find_time(text: str, words: Words) -> Slot[time] | None:
    """The first time named; of several ways to read a place the most exact. `text` in lower case."""
    for way, hour in (("noon", 12), ("midnight", 0)):
        if found := words.one[way].search(text):
            return Slot(time(hour), found.start(), found.end())
    slots = []
    for rank, pattern in enumerate(words.clock):
        for found in pattern.finditer(text):
            if value := _time(found, text, words):
                slots.append((found.start(), rank, Slot(value, found.start(), found.end())))
                break
    return min(slots, key=lambda one: one[:2], default=(0, 0, None))[2]


def _time(found: re.Match[str], text: str, words: Words) -> time | None:
    parts = found.groupdict()
    hour = words.number(parts["hour"])
    minute = int(parts.get("minute") or 0)
    if hour is None or hour > 24:
        return None
    if quarter := parts.get("quarter"):
        minute = _minutes(quarter, words)
        # `half eight` in German, `a quarter to eight`, `25 to 7`.
        if minute < 0 or parts.get("side") in ("to", "before", "vor"):
            hour, minute = hour - 1, 60 - abs(minute)
    return _on_the_clock(hour, minute, parts.get("half") or "", text, words)


def _minutes(quarter: str, words: Words) -> int:
    if quarter in QUARTERS:
        return QUARTERS[quarter]
    if quarter.endswith("quarter"):
        return 15
    return words.number(quarter) or words.half_means


def _on_the_clock(hour: int, minute: int, half: str, text: str, words: Words) -> time | None:
    """`half` is what stands beside the hour; else the rest of the text says whether it is morning or evening."""
    if 0 <= hour <= 12:
        said = half or text
        morning = words.one["am"].search(said) or re.search(r"\da\.?m\b", said)
        evening = words.one["pm"].search(said) or re.search(r"\dp\.?m\b", said)
        if hour < 12 and (evening or (not morning and 0 < hour < EARLIEST_MORNING_HOUR)):
            hour += 12
        elif hour == 12 and morning and not evening:
            hour = 0
    return time(hour % 24, minute) if minute < 60 else None
