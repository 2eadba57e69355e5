"""Owns when the shop is open: on a date, now, next. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from appliance.contract.facts import ShopFacts, SpecialDay, Weekday

WEEK = tuple(Weekday)
LOOK_AHEAD_DAYS = 30


@dataclass(frozen=True, slots=True)
class Day:
    """What holds on one date: spans of opening, in order, and the special day it is, if any."""

    date: date
    spans: tuple[tuple[time, time], ...]
    special: SpecialDay | None = None

    @property
    def weekday(self) -> Weekday:
        return WEEK[self.date.weekday()]


def on_date(facts: ShopFacts, when: date) -> Day:
    for special in facts.special_days:
        if special.date == when:
            spans = ((special.opens, special.closes),) if special.opens and special.closes else ()
            return Day(when, spans, special)
    return Day(when, usual(facts, WEEK[when.weekday()]))


def usual(facts: ShopFacts, weekday: Weekday) -> tuple[tuple[time, time], ...]:
    return tuple(sorted((span.opens, span.closes) for span in facts.hours if span.day == weekday))


def open_until(facts: ShopFacts, now: datetime) -> time | None:
    """When the shop closes today if it is open at `now` (the shop's local time), else None."""
    for opens, closes in on_date(facts, now.date()).spans:
        if opens <= now.time() < closes:
            return closes
    return None


def next_opening(facts: ShopFacts, now: datetime) -> tuple[date, time] | None:
    """The next opening after `now` within a month, or None."""
    for ahead in range(LOOK_AHEAD_DAYS):
        day = on_date(facts, now.date() + timedelta(days=ahead))
        for opens, _ in day.spans:
            if ahead or opens > now.time():
                return day.date, opens
    return None


def runs(facts: ShopFacts) -> tuple[list[tuple[Weekday, Weekday, tuple[tuple[time, time], ...]]], list[Weekday]]:
    """The week as runs of days with the same hours, and the days that are closed."""
    opened: list[tuple[Weekday, Weekday, tuple[tuple[time, time], ...]]] = []
    closed: list[Weekday] = []
    for at, day in enumerate(WEEK):
        spans = usual(facts, day)
        if not spans:
            closed.append(day)
        elif opened and opened[-1][2] == spans and WEEK[at - 1] == opened[-1][1]:
            opened[-1] = (opened[-1][0], day, spans)
        else:
            opened.append((day, day, spans))
    return opened, closed
