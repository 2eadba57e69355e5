"""Owns reading opening hours out of JSON-LD: openingHours and openingHoursSpecification. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, time

from pydantic import ValidationError

from appliance.contract.facts import FactFinding
from appliance.contract.opening import WEEK, OpeningHours, SpecialDay, Weekday
from appliance.knowledge.facts.findings.json_ld import Node, finding, listed, quoted, text_of
from appliance.knowledge.facts.findings.opening_marks import through

_SHORT = dict(zip(("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"), WEEK, strict=True))
_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_LINE = re.compile(rf"({_DAY}(?:\s?[,-]\s?{_DAY})*)\s+(\d\d?:\d\d)\s?-\s?(\d\d?:\d\d)")


def structured_hours(node: Node) -> Iterator[FactFinding]:
    lines = [str(line) for line in listed(node.get("openingHours"))]
    hours = [one for line in lines for one in _written(line)]
    specified = [one for one in listed(node.get("openingHoursSpecification")) if isinstance(one, Mapping)]
    for one in specified:
        if one.get("validFrom"):
            if special := _special(one):
                yield finding("special_days", [special.model_dump(mode="json")], quoted(one))
        else:
            hours += _specified(one)
    if hours:
        unique = sorted(set(hours), key=lambda one: (WEEK.index(one.day), one.opens))
        yield finding("hours", [one.model_dump(mode="json") for one in unique], "; ".join(lines) or quoted(specified))


def _written(line: str) -> Iterator[OpeningHours]:
    """`Mo-Fr 09:00-18:00`"""
    for days, opens, closes in _LINE.findall(line):
        for part in days.replace(" ", "").split(","):
            first, _, last = part.partition("-")
            for day in through(_SHORT[first], _SHORT[last or first]):
                yield from _checked(day, opens, closes)


def _specified(node: Node) -> Iterator[OpeningHours]:
    for name in listed(node.get("dayOfWeek")):
        day = str(name).rstrip("/").rpartition("/")[2].casefold()
        if day in tuple(Weekday):
            yield from _checked(Weekday(day), text_of(node.get("opens")), text_of(node.get("closes")))


def _checked(day: Weekday, opens: str, closes: str) -> Iterator[OpeningHours]:
    """Nothing for a day that is closed (00:00 to 00:00) or for times that cannot be."""
    try:
        begins, ends = time.fromisoformat(opens.zfill(5)[:5]), time.fromisoformat(closes.zfill(5)[:5])
        if begins != ends:
            yield OpeningHours(day=day, opens=begins, closes=time(0) if ends.hour == 23 and ends.minute == 59 else ends)
    except (ValueError, ValidationError):
        return


def _special(node: Node) -> SpecialDay | None:
    try:
        first = date.fromisoformat(text_of(node.get("validFrom"))[:10])
        last = date.fromisoformat((text_of(node.get("validThrough")) or first.isoformat())[:10])
        opens, closes = (text_of(node.get(key)) for key in ("opens", "closes"))
        closed = not opens or opens[:5] == closes[:5]
        return SpecialDay(
            date=first,
            until=last if last != first else None,
            opens=None if closed else time.fromisoformat(opens[:5]),
            closes=None if closed else time.fromisoformat(closes[:5]),
        )
    except (ValueError, ValidationError):
        return None
