"""Owns when the shop is open as it is told: a date, now, next, the week in runs of equal days. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from appliance.contract.facts import ShopFacts
from appliance.contract.opening import WEEK, Season, Span, SpecialDay, Weekday, holds_at

Date = date  # by another name beside the field that is called so
LOOK_AHEAD_DAYS = 60
SEASON_AHEAD_DAYS = 45


@dataclass(frozen=True, slots=True)
class Day:
    """What holds on one date: spans of opening, in order; the special day it is, with its first and last day."""

    date: date
    spans: tuple[Span, ...]
    special: SpecialDay | None = None
    first: Date | None = None
    last: Date | None = None

    @property
    def weekday(self) -> Weekday:
        return WEEK[self.date.weekday()]


def on_date(facts: ShopFacts, when: date) -> Day:
    special = facts.special_on(when)
    if special is None:
        return Day(when, facts.usual_on(when))
    first, last = next(run for run in special.runs((when.year - 1, when.year)) if run[0] <= when <= run[1])
    return Day(when, special.spans, special, first, last)


def open_until(facts: ShopFacts, now: datetime) -> time | None:
    """When the shop closes today if it is open at `now` (the shop's local time), else None."""
    return next((span[1] for span in facts.spans_on(now.date()) if holds_at(span, now.time())), None)


def next_opening(facts: ShopFacts, now: datetime) -> tuple[date, time] | None:
    """The next opening after `now` within two months, or None."""
    for ahead in range(LOOK_AHEAD_DAYS):
        when = now.date() + timedelta(days=ahead)
        for opens, _ in facts.spans_on(when):
            if ahead or opens > now.time():
                return when, opens
    return None


def upcoming(facts: ShopFacts, today: date, until: date) -> list[Day]:
    """Each special day or run of them that has not ended and begins by `until`, in order."""
    found: dict[tuple[date, date], Day] = {}
    years = (today.year - 1, today.year, today.year + 1)
    for special in facts.special_days:
        for first, last in special.runs(years):
            if last >= today and first <= until:
                found.setdefault((first, last), Day(first, special.spans, special, first, last))
    return [found[run] for run in sorted(found)]


def next_season(facts: ShopFacts, today: date) -> tuple[date, Season | None] | None:
    """The day within six weeks on which other hours begin, and their season: None is the usual week."""
    present = facts.season_on(today)
    for ahead in range(1, SEASON_AHEAD_DAYS):
        when = today + timedelta(days=ahead)
        if (season := facts.season_on(when)) != present:
            return when, season
    return None


def runs(
    facts: ShopFacts, season: Season | None
) -> tuple[list[tuple[Weekday, Weekday, tuple[Span, ...]]], list[Weekday]]:
    """A season's week, or the usual one, as runs of days with the same hours, and the days that are closed."""
    hours = season.hours if season else facts.hours
    week = [tuple(sorted((one.opens, one.closes) for one in hours if one.day == day)) for day in WEEK]
    opened: list[tuple[Weekday, Weekday, tuple[Span, ...]]] = []
    for at, (day, spans) in enumerate(zip(WEEK, week, strict=True)):
        if spans and at and week[at - 1] == spans:
            opened[-1] = (opened[-1][0], day, spans)
        elif spans:
            opened.append((day, day, spans))
    return opened, [day for day, spans in zip(WEEK, week, strict=True) if not spans]


def same_hours(days: Sequence[Day]) -> bool:
    """True when the usual hours hold on all of these days, and they are the same."""
    return len({day.spans for day in days}) == 1 and not any(day.special for day in days)
