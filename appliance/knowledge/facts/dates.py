"""Owns which date a question means: a weekday, today, a holiday, the 24th of December. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from appliance.contract.facts import ShopFacts
from appliance.core.language import fold, words
from appliance.knowledge.facts.hours import WEEK
from appliance.knowledge.facts.phrases import Phrases

_NUMERIC = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.")
_ORDINAL = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?$")


@dataclass(frozen=True, slots=True)
class Meant:
    """The dates a question names and the folded words that named them."""

    dates: tuple[date, ...]
    used: frozenset[str]


def meant(question: str, facts: ShopFacts, phrases: Phrases, today: date) -> Meant:
    """Special days first, then dates, then weekdays and words such as tomorrow; none of them: no dates."""
    asked = [fold(word) for word in words(question)]
    for finder in (_special_days, _calendar, _relative):
        if found := finder(question, asked, facts, phrases, today):
            return found
    return Meant((), frozenset())


def _special_days(question: str, asked: list[str], facts: ShopFacts, phrases: Phrases, today: date) -> Meant | None:
    upcoming = sorted((day for day in facts.special_days if day.date >= today), key=lambda day: day.date)
    for special in upcoming:
        for name in special.name.values():
            parts = {fold(word) for word in words(name)}
            if parts and parts <= set(asked):
                return Meant((special.date,), frozenset(parts))
    return None


def _calendar(question: str, asked: list[str], facts: ShopFacts, phrases: Phrases, today: date) -> Meant | None:
    if numeric := _NUMERIC.search(question):
        if when := _next(int(numeric[2]), int(numeric[1]), today):
            return Meant((when,), frozenset(numeric.groups()))
        return None
    months = [fold(month) for month in phrases.months]
    for at, word in enumerate(asked):
        month = next(
            (n for n, name in enumerate(months, 1) if word == name or (len(word) == 3 and name[:3] == word)), 0
        )
        for near in (at - 1, at + 1):
            number = _ORDINAL.match(asked[near]) if month and 0 <= near < len(asked) else None
            if number and (when := _next(month, int(number[1]), today)):
                return Meant((when,), frozenset((word, asked[near])))
    return None


def _relative(question: str, asked: list[str], facts: ShopFacts, phrases: Phrases, today: date) -> Meant | None:
    days = {fold(name): WEEK.index(day) for day, names in phrases.weekdays.items() for name in names}
    named = [word for word in asked if word in days]
    if named:
        ahead = sorted({(days[word] - today.weekday()) % 7 for word in named})
    elif weekend := {fold(word) for word in phrases.weekend} & set(asked):
        named, ahead = list(weekend), [(at - today.weekday()) % 7 for at in (5, 6)]
    elif soon := {fold(word) for word in phrases.today | phrases.tomorrow} & set(asked):
        named = list(soon)
        ahead = sorted({int(word in {fold(one) for one in phrases.tomorrow}) for word in soon})
    else:
        return None
    return Meant(tuple(today + timedelta(days=days_on) for days_on in ahead), frozenset(named))


def _next(month: int, day: int, today: date) -> date | None:
    """This day and month in this year or the next, whichever is not past; None when there is no such day."""
    for year in (today.year, today.year + 1):
        try:
            when = date(year, month, day)
        except ValueError:
            continue
        if when >= today:
            return when
    return None
