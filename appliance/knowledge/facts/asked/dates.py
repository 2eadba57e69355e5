"""Owns which date a question means: a weekday, today, a holiday, the 24th of December. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from appliance.contract.facts import ShopFacts
from appliance.contract.holidays import Holiday, date_of
from appliance.contract.opening import WEEK
from appliance.knowledge.facts.asked.said import Said
from appliance.knowledge.facts.telling.hours import upcoming
from appliance.knowledge.facts.telling.phrases import Phrases

_ISO = re.compile(r"\b(20\d\d)-(\d{1,2})-(\d{1,2})\b")
_DOTTED = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(20\d\d)\b)?")
# `24/7` is no date, and `10-18` is from ten to six.
_SLASHED = re.compile(r"\b(?!24/7\b)(\d{1,2})(?:/(\d{1,2})(?:/(20\d\d))?|-(\d{1,2})-(20\d\d))\b")
_ORDINAL = re.compile(r"^(\d{1,2})(?:st|nd|rd|th|er|e|o|a)?$")
_YEAR = re.compile(r"^20\d\d$")
YEAR_DAYS = 365


class Kind(StrEnum):
    """How dates were named: one or more days, a holiday, one of two (`next Friday`), a whole week."""

    DAYS = "days"
    HOLIDAY = "holiday"
    EITHER = "either"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Meant:
    """The dates a question names, in order, and the folded words that named them."""

    dates: tuple[date, ...]
    used: frozenset[str]
    kind: Kind = Kind.DAYS
    holiday: Holiday | None = None


def meant(text: str, said: Said, facts: ShopFacts, phrases: Phrases, today: date) -> Meant:
    """The shop's own special days first, then dates, holidays, weeks, weekdays, words such as tomorrow."""
    for found in (
        _special_day(said, facts, today),
        _in_figures(text, facts, today),
        _day_and_month(said, phrases, today),
        _holiday(said, phrases, today),
        _week(said, phrases, today),
        _weekdays(said, phrases, today),
        _soon(said, phrases, today),
    ):
        if found:
            return found
    return Meant((), frozenset())


def _special_day(said: Said, facts: ShopFacts, today: date) -> Meant | None:
    for day in upcoming(facts, today, today + timedelta(days=YEAR_DAYS)):
        names = day.special.name.values() if day.special else ()
        used, years = said.used(names), _years(said)
        if used and (not years or str(day.date.year) in years):
            return Meant((max(day.date, today),), used | years)
    return None


def _in_figures(text: str, facts: ShopFacts, today: date) -> Meant | None:
    """2026-12-24, 24.12., 24/12 and, where people write so, 12/24."""
    if iso := _ISO.search(text):
        return _dated(int(iso[3]), int(iso[2]), iso[1], today, frozenset(iso.groups()))
    if dotted := _DOTTED.search(text):
        return _dated(int(dotted[1]), int(dotted[2]), dotted[3], today, frozenset(filter(None, dotted.groups())))
    if slashed := _SLASHED.search(text):
        day, month = int(slashed[1]), int(slashed[2] or slashed[4])
        if month > 12 or (facts.currency == "USD" and day <= 12):
            day, month = month, day
        return _dated(day, month, slashed[3] or slashed[5], today, frozenset(filter(None, slashed.groups())))
    return None


def _day_and_month(said: Said, phrases: Phrases, today: date) -> Meant | None:
    for month, names in enumerate(phrases.months, 1):
        for start, end in said.spots(names):
            for at in _beside(said, start, end, phrases):
                if number := _ORDINAL.match(said.folded[at]):
                    used = said.words_at([(start, end), (at, at + 1)]) | _years(said)
                    return _dated(int(number[1]), month, next(iter(_years(said)), None), today, used)
    return None


def _beside(said: Said, start: int, end: int, phrases: Phrases) -> Iterator[int]:
    """Places of a day's number: before the month, also across `of`, or after it."""
    for at in (start - 1, end, start - 2, end + 1):
        across = at == start - 2 or at == end + 1
        middle = start - 1 if at < start else end
        if 0 <= at < len(said.folded) and (not across or said.folded[middle] in phrases.of):
            yield at


def _dated(day: int, month: int, year: str | None, today: date, used: frozenset[str]) -> Meant:
    """The dates are empty when there is no such day, or when it is past."""
    when = _at(int(year), month, day) if year else _next(month, day, today)
    if when is None or when < today:
        return Meant((), used)
    return Meant((when,), used)


def _holiday(said: Said, phrases: Phrases, today: date) -> Meant | None:
    named = {name: holiday for holiday, names in phrases.holidays.items() for name in names}
    spots = said.spots(named)
    if not spots:
        return None
    words = said.words_at(spots[:1])
    holiday = next(one for name, one in named.items() if spots[0] in said.spots([name]))
    years = [int(year) for year in _years(said)] or [today.year, today.year + 1]
    when = next((day for day in (date_of(holiday, year) for year in years) if day >= today), None)
    return Meant((when,) if when else (), words | _years(said), Kind.HOLIDAY, holiday)


def _week(said: Said, phrases: Phrases, today: date) -> Meant | None:
    monday = today - timedelta(days=today.weekday())
    if said.says(phrases.next_week):
        days = tuple(monday + timedelta(days=ahead) for ahead in range(7, 14))
        return Meant(days, said.used(phrases.next_week), Kind.WEEK)
    if said.says(phrases.this_week):
        days = tuple(today + timedelta(days=ahead) for ahead in range(7 - today.weekday()))
        return Meant(days, said.used(phrases.this_week), Kind.WEEK)
    return None


def _weekdays(said: Said, phrases: Phrases, today: date) -> Meant | None:
    ahead: set[int] = set()
    used: frozenset[str] = frozenset()
    for at, day in enumerate(WEEK):
        names = phrases.weekdays[day]
        if spots := [spot for spot in said.spots(names) if _is_no_other_word(said, spot[0], names)]:
            ahead.add((at - today.weekday()) % 7)
            used |= said.words_at(spots)
    if said.says(phrases.weekend):
        ahead |= {(at - today.weekday()) % 7 for at in (5, 6)}
        used |= said.used(phrases.weekend)
    if not ahead:
        return None
    days = tuple(today + timedelta(days=one) for one in sorted(ahead))
    if said.says(phrases.next):
        return _next_one(days, used | said.used(phrases.next), today)
    return Meant(days, used)


def _next_one(days: tuple[date, ...], used: frozenset[str], today: date) -> Meant:
    """Said on a Wednesday, `next Friday` is the coming one for some and the one after it for others."""
    week = timedelta(days=7)
    if len(days) > 1 or days[0] == today:
        return Meant(tuple(day + week if day == today else day for day in days), used)
    return Meant((days[0], days[0] + week), used, Kind.EITHER)


def _soon(said: Said, phrases: Phrases, today: date) -> Meant | None:
    """`morgen` is tomorrow, `am Morgen` is not: the longest name that stands there counts."""
    ahead = {
        **dict.fromkeys(phrases.morning, None),
        **dict.fromkeys(phrases.today, 0),
        **dict.fromkeys(phrases.tomorrow, 1),
        **dict.fromkeys(phrases.after_tomorrow, 2),
    }
    found: dict[int, frozenset[str]] = {}
    for spot in said.spots(ahead):
        words = said.words_at([spot])
        days = next(days for name, days in ahead.items() if spot in said.spots([name]))
        if days is not None:
            found[days] = found.get(days, frozenset()) | words
    if not found:
        return None
    return Meant(tuple(today + timedelta(days=days) for days in sorted(found)), frozenset[str]().union(*found.values()))


def _is_no_other_word(said: Said, at: int, names: frozenset[str]) -> bool:
    """A weekday of two letters must be written as such: `Do` is a day, `do` is not."""
    return len(said.folded[at]) > 2 or said.raw[at] in names


def _years(said: Said) -> frozenset[str]:
    return frozenset(word for word in said.folded if _YEAR.match(word))


def _next(month: int, day: int, today: date) -> date | None:
    """This day and month in this year or the next, whichever is not past; None when there is no such day."""
    coming = (_at(year, month, day) for year in (today.year, today.year + 1))
    return next((when for when in coming if when and when >= today), None)


def _at(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
