"""Owns opening hours as the owner reads them: runs of equal days, seasons, special days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from appliance.contract.opening import WEEK, Opening, OpeningHours, Season, Span, SpecialDay
from gui.presenters import moments
from gui.translation import tr

# Monday of any week: its days are asked for their names.
A_MONDAY = date(2024, 1, 1)


def week_lines(hours: Sequence[OpeningHours]) -> tuple[tuple[str, str], ...]:
    """`Tuesday – Friday`, `10:00 – 18:00`; days that are closed come last, together."""
    week = [tuple(sorted((one.opens, one.closes) for one in hours if one.day == day)) for day in WEEK]
    runs: list[tuple[int, int, tuple[Span, ...]]] = []
    for at, spans in enumerate(week):
        if spans and at and week[at - 1] == spans:
            runs[-1] = (runs[-1][0], at, spans)
        elif spans:
            runs.append((at, at, spans))
    lines = [(_days(first, last), spans_words(spans)) for first, last, spans in runs]
    closed = ", ".join(_day(at) for at, spans in enumerate(week) if not spans)
    return (*lines, (closed, tr("closed"))) if closed and lines else tuple(lines)


def opening_lines(opening: Opening) -> Iterator[tuple[str, str, date | None]]:
    """The usual week, the seasons, the special days: name, words, and the last day when it comes only once."""
    for name, words in week_lines(opening.hours):
        yield name, words, None
    for season in opening.seasons:
        yield _season_name(season), "; ".join(f"{days} {words}" for days, words in week_lines(season.hours)), None
    for special in opening.special_days:
        yield _special_name(special), _special_words(special), _last_day(special)


def spans_words(spans: Sequence[Span]) -> str:
    return ", ".join(f"{moments.clock(opens)} – {moments.clock(closes)}" for opens, closes in spans)


def _day(at: int) -> str:
    return moments.weekday(A_MONDAY + timedelta(days=at))


def _days(first: int, last: int) -> str:
    return _day(first) if first == last else f"{_day(first)} – {_day(last)}"


def _season_name(season: Season) -> str:
    name = next(iter(season.name.values()), tr("Season"))
    begins, ends = (f"{day.day} {moments.month(day)}" for day in (season.begins, season.ends))
    return tr("{name}, {begins} to {ends}").format(name=name, begins=begins, ends=ends)


def _special_name(special: SpecialDay) -> str:
    name = next(iter(special.name.values()), "")
    if special.holiday:
        return name or special.holiday.replace("_", " ").capitalize()
    return name or tr("Special day")


def _special_words(special: SpecialDay) -> str:
    hours = spans_words(special.spans) or tr("closed")
    if special.date is None:
        return tr("{hours}, every year").format(hours=hours)
    day = f"{special.date.day} {moments.month(special.date)}" if special.yearly else moments.day(special.date)
    if special.until:
        day = tr("{first} to {last}").format(first=day, last=moments.day(special.until))
    return f"{day}: {hours}"


def _last_day(special: SpecialDay) -> date | None:
    return None if special.yearly else special.until or special.date
