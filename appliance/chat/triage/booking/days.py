"""Owns finding the day in a text. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from appliance.chat.triage.booking.words import Slot, Words

_YEAR_FIRST = re.compile(r"(?<!\d)(?P<year>20\d\d)[/.-](?P<month>\d\d?)[/.-](?P<day>\d\d?)(?!\d)")
_NUMERIC = re.compile(
    r"(?<![\d:/-])(?<!\d\.)(?P<one>\d\d?)[/.-](?P<two>\d\d?)(?:[/.-](?P<year>20\d\d|\d\d))?(?![\d:]|\.\d|/)\.?"
)


def find_day(text: str, words: Words, today: date) -> Slot[date] | None:
    """The first day named, in the future or today; what is said most exactly counts first. `text` in lower case."""
    for slot in (*_written(text, words, today), *_relative(text, words, today)):
        if slot.value >= today:
            return slot
    return None


def _written(text: str, words: Words, today: date) -> Iterator[Slot[date]]:
    for found in _YEAR_FIRST.finditer(text):
        yield from _slot(found, _day(int(found["year"]), int(found["month"]), int(found["day"])))
    for way in ("of_month", "month_first"):
        for found in words.one[way].finditer(text):
            month = words.month(found["month"])
            yield from _slot(found, month and _coming(int(found["day"]), month, found["year"], today))
    for found in _NUMERIC.finditer(text):
        yield from _slot(found, _numeric(found, words.day_first, today))


def _relative(text: str, words: Words, today: date) -> Iterator[Slot[date]]:
    for way, days in (("after_tomorrow", 2), ("tomorrow", 1), ("today", 0)):
        for found in words.one[way].finditer(text):
            yield from _slot(found, today + timedelta(days=days))
    for found in words.one["in_days"].finditer(text):
        days = words.number(found["days"] or found["days_later"] or "") or 0
        weeks = words.number(found["weeks"] or "") or 0
        yield from _slot(found, today + timedelta(days=days + 7 * weeks))
    for found in words.one["day_alone"].finditer(text):
        yield from _slot(found, _of_this_or_next_month(int(found["day"]), today))
    for found in words.one["weekday"].finditer(text):
        yield from _slot(found, _weekday(words.weekday(found["weekday"]) or 1, bool(found["next"]), today))


def _slot(found: re.Match[str], day: date | int | None) -> Iterator[Slot[date]]:
    if isinstance(day, date):
        yield Slot(day, found.start(), found.end())


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _coming(day: int, month: int, year: str | None, today: date) -> date | None:
    """Without a year: the next time that day comes; 29 February may take eight years."""
    if year:
        return _day(int(year), month, day)
    years = (_day(today.year + more, month, day) for more in range(9))
    return next((one for one in years if one and one >= today), None)


def _numeric(found: re.Match[str], day_first: bool, today: date) -> date | None:
    """8/4 may be in April or in August: only where the language leaves no doubt, or one of them is no month."""
    one, two = int(found["one"]), int(found["two"])
    if not day_first and "." not in found[0] and one <= 12:
        if two <= 12 and one != two:
            return None
        one, two = two, one
    year = found["year"]
    if not 1 <= two <= 12 or (not year and "-" in found[0]):
        return None
    return _coming(one, two, f"20{year}" if year and len(year) == 2 else year, today)


def _weekday(number: int, in_next_week: bool, today: date) -> date:
    """The first such day after today, or that of the next calendar week."""
    if in_next_week:
        return today + timedelta(days=7 - today.weekday() + number - 1)
    return today + timedelta(days=(number - 1 - today.weekday() - 1) % 7 + 1)


def _of_this_or_next_month(day: int, today: date) -> date | None:
    for ahead in range(12):
        month = today.month - 1 + ahead
        found = _day(today.year + month // 12, month % 12 + 1, day)
        if found and found >= today:
            return found
    return None
