"""Owns the marks by which opening hours are written in English and German: days, spans, dates, closed. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from appliance.contract.opening import WEEK, Span, Weekday

_DAYS = {
    Weekday.MONDAY: "mondays?|mon|montags?|mo",
    Weekday.TUESDAY: "tuesdays?|tues?|dienstags?|di",
    Weekday.WEDNESDAY: "wednesdays?|wed|mittwochs?|mi",
    Weekday.THURSDAY: "thursdays?|thurs?|thu|donnerstags?|do",
    Weekday.FRIDAY: "fridays?|fri|freitags?|fr",
    Weekday.SATURDAY: "saturdays?|sat|samstags?|sonnabends?|sa",
    Weekday.SUNDAY: "sundays?|sun|sonntags?|so",
}
_SETS = {"daily|every day|täglich|7 days a week": WEEK, "weekdays": WEEK[:5], "weekends?|wochenende": WEEK[5:]}
_MONTHS = (
    "jan(?:uary|uar)?", "feb(?:ruary|ruar)?", "mar(?:ch)?|märz", "apr(?:il)?", "may|mai", "june?|juni", "july?|juli",
    "aug(?:ust)?", "sep(?:t(?:ember)?)?", "o[ck]t(?:ober)?", "nov(?:ember)?", "de[cz](?:ember)?",
)  # fmt: skip
_MONTH = "|".join(_MONTHS)
_HOUR = r"(?:2[0-4]|[01]?\d)"
_HALF = r"\s?[ap]\.?m\b\.?"
_TIME = rf"{_HOUR}(?:[:.]\d\d)?(?:{_HALF})?(?:\s?uhr)?"
_MARK = re.compile(
    "|".join(
        (
            rf"(?P<date>\b\d{{1,2}}(?:\.|st|nd|rd|th)?\s(?:{_MONTH})\b\.?,?(?:\s20\d\d)?"
            rf"|\b(?:{_MONTH})\.?\s\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s20\d\d)?|\b\d{{1,2}}\.\d{{1,2}}\.(?:20\d\d)?"
            r"|\b20\d\d-\d\d-\d\d\b)",
            rf"(?P<span>(?<![\d.:$€£+-]){_TIME}\s?(?:-|–|—|to|until|till|bis)\s?{_TIME}(?![\d$€£%])(?!\s?(?:days?|tage|weeks?)))",
            *(rf"(?P<{day}>\b(?:{names})\b)" for day, names in _DAYS.items()),
            *(rf"(?P<set{at}>\b(?:{names})\b)" for at, names in enumerate(_SETS)),
            r"(?P<closed>\b(?:closed|geschlossen|ruhetag)\b)",
            r"(?P<through>\s?(?:-|–|—|\bto\b|\bthrough\b|\bthru\b|\bbis\b)\s?)",
        )
    ),
    re.IGNORECASE,
)
_PARTS = re.compile(rf"({_HOUR})(?:[:.](\d\d))?({_HALF})?", re.IGNORECASE)


class Kind(StrEnum):
    DAY = "day"
    DAYS = "days"
    DATE = "date"
    SPAN = "span"
    CLOSED = "closed"
    THROUGH = "through"


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark in the order of the text: what it is, the days, date or span it stands for, and where it ends."""

    kind: Kind
    end: int
    days: tuple[Weekday, ...] = ()
    date: date | None = None
    span: Span | None = None


def marks(text: str) -> Iterator[Mark]:
    for found in _MARK.finditer(text):
        name, words, end = str(found.lastgroup), found[0], found.end()
        if name == "date":
            yield Mark(Kind.DATE, end, date=_date(words))
        elif name == "span":
            if span := _span(words):
                yield Mark(Kind.SPAN, end, span=span)
        elif name in ("closed", "through"):
            yield Mark(Kind(name), end)
        elif name.startswith("set"):
            yield Mark(Kind.DAYS, end, days=tuple(list(_SETS.values())[int(name[3:])]))
        elif len(words) > 2 or words[0].isupper():  # `do` and `so` are words before they are days
            yield Mark(Kind.DAY, end, days=(Weekday(name),))


def through(first: Weekday, last: Weekday) -> tuple[Weekday, ...]:
    """Every day from one to the other, also across the weekend."""
    start = WEEK.index(first)
    return tuple(WEEK[(start + ahead) % 7] for ahead in range((WEEK.index(last) - start) % 7 + 1))


def _span(words: str) -> Span | None:
    """Two times of day; of `10 to 6` the second is after noon. None when they do not make a span."""
    (hour, minute, half), (until, minutes, later) = _PARTS.findall(words)[:2]
    opens = _minutes(hour, minute, half or (later if _is_pm(later) and int(hour) < int(until) and not half else ""))
    closes = _minutes(until, minutes, later)
    if closes <= opens and not later and closes < 12 * 60:
        closes += 12 * 60
    if not opens < closes <= 24 * 60 or opens >= 24 * 60:
        return None
    return time(opens // 60, opens % 60), time(closes // 60 % 24, closes % 60)


def _minutes(hour: str, minute: str, half: str) -> int:
    hours = int(hour) % 12 + (12 if _is_pm(half) else 0) if half else int(hour)
    return hours * 60 + int(minute or 0)


def _is_pm(half: str) -> bool:
    return half.strip().casefold().startswith("p")


def _date(words: str) -> date | None:
    """A date with its year; None without, or when there is no such day."""
    numbers = [int(one) for one in re.findall(r"\d+", words)]
    month = next((at for at, name in enumerate(_MONTHS, 1) if re.search(rf"\b(?:{name})\b", words, re.IGNORECASE)), 0)
    if not any(number > 2000 for number in numbers):
        return None
    year = next(number for number in numbers if number > 2000)
    rest = [number for number in numbers if number != year]
    try:
        if month:
            return date(year, month, rest[0])
        return date(year, rest[0], rest[1]) if numbers[0] == year else date(year, rest[1], rest[0])
    except (ValueError, IndexError):
        return None
