"""Owns the figures on bookings read out of a text: day, time and people found, and seen where nobody named them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from appliance.chat.triage.booking.clock import find_time
from appliance.chat.triage.booking.days import find_day
from appliance.chat.triage.booking.people import find_people
from appliance.chat.triage.booking.words import Slot, words
from tests.bench.answering.topics import rows

# Before all the days that the restaurants' guests name.
TODAY = date(2016, 1, 1)
Finder = Callable[[str], Slot[Any] | None]


def booking(data: Path) -> dict[str, float]:
    """Shares of 0 to 1: a slot counts as found when the place in the text is the one that people marked."""
    spoken = words("en")
    finders: dict[str, Finder] = {
        "date": lambda text: find_day(text, spoken, TODAY),
        "time": lambda text: find_time(text, spoken),
        "people": lambda text: find_people(text, spoken),
    }
    guests = rows(data / "booking/restaurant8k.jsonl")
    figures = {}
    for name, find in finders.items():
        named = [row for row in guests if _marked(row, name)]
        found = sum(_meets(find(row["text"].lower()), _marked(row, name)) for row in named)
        others = [row for row in guests if not _marked(row, name)]
        figures[f"booking_{name}_found"] = round(found / max(1, len(named)), 4)
        figures[f"booking_{name}_seen_wrongly"] = round(
            sum(find(row["text"].lower()) is not None for row in others) / max(1, len(others)), 4
        )
    return figures


def _marked(row: dict[str, Any], name: str) -> tuple[int, int] | None:
    return next(((slot["start"], slot["end"]) for slot in row["slots"] if slot["slot"] == name), None)


def _meets(slot: Slot[Any] | None, marked: tuple[int, int] | None) -> bool:
    return bool(slot and marked and slot.start < marked[1] and slot.end > marked[0])
