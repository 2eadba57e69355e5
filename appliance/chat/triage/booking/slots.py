"""Owns reading a booking out of a text: day, time, people. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from appliance.chat.triage.booking.clock import find_time
from appliance.chat.triage.booking.days import find_day
from appliance.chat.triage.booking.people import find_people
from appliance.chat.triage.booking.words import words


@dataclass(frozen=True, slots=True)
class BookingSlots:
    """What a form can be filled with beforehand; the visitor sees and confirms it. None where nothing is said."""

    day: date | None
    at: time | None
    people: int | None


def booking_slots(text: str, language: str, today: date) -> BookingSlots:
    """`today` is the shop's. What can be read in two ways is left out."""
    lower, spoken = text.lower(), words(language)
    day, at, people = find_day(lower, spoken, today), find_time(lower, spoken), find_people(lower, spoken)
    return BookingSlots(
        day=day.value if day else None, at=at.value if at else None, people=people.value if people else None
    )
