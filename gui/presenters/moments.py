"""Owns time in words: relative for reading, exact for hovering, lengths with their unit."""

from __future__ import annotations

from datetime import date, datetime, time

from gui.translation import counted, tr

MINUTE, HOUR, DAY = 60, 3_600, 86_400


def parse(iso: str) -> datetime:
    """An aware moment from the box's ISO 8601 text."""
    return datetime.fromisoformat(iso)


def ago(then: datetime, now: datetime) -> str:
    seconds = (now - then).total_seconds()
    if seconds < 45:
        return tr("just now")
    if seconds < HOUR:
        return counted(max(1, round(seconds / MINUTE)), tr("1 minute ago"), tr("{n} minutes ago"))
    if seconds < DAY:
        return counted(round(seconds / HOUR), tr("1 hour ago"), tr("{n} hours ago"))
    if seconds < 7 * DAY:
        return counted(round(seconds / DAY), tr("1 day ago"), tr("{n} days ago"))
    return day(then.astimezone(now.tzinfo).date())


def exact(then: datetime, now: datetime) -> str:
    """Day and minute in the time zone of `now`."""
    local = then.astimezone(now.tzinfo)
    return f"{weekday(local.date())} {day(local.date())}, {clock(local.time())}"


def day(day: date) -> str:
    return f"{day.day} {month(day)} {day.year}"


def today(day: date) -> str:
    return f"{weekday(day)} {day.day} {month(day)}"


def clock(moment: time) -> str:
    return f"{moment:%H:%M}"


def seconds(milliseconds: float) -> str:
    """`0.02 s`, `0.4 s`, `12 s`: as exact as it matters, never 0."""
    length = max(milliseconds / 1000, 0.01)
    if length >= 10:
        return f"{length:.0f} s"
    return f"{length:.2f} s" if length < 0.1 else f"{length:.1f} s"


def left(length_s: float) -> str:
    """How long something will take, roughly."""
    if length_s < MINUTE:
        return tr("less than a minute left")
    return counted(round(length_s / MINUTE), tr("about 1 minute left"), tr("about {n} minutes left"))


def weekday(day: date) -> str:
    return (
        tr("Monday"),
        tr("Tuesday"),
        tr("Wednesday"),
        tr("Thursday"),
        tr("Friday"),
        tr("Saturday"),
        tr("Sunday"),
    )[day.weekday()]


def month(day: date) -> str:
    return (
        tr("January"),
        tr("February"),
        tr("March"),
        tr("April"),
        tr("May"),
        tr("June"),
        tr("July"),
        tr("August"),
        tr("September"),
        tr("October"),
        tr("November"),
        tr("December"),
    )[day.month - 1]
