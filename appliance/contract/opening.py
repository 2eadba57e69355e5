"""Owns when a shop is open: the usual week, seasons with hours of their own, special days. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from enum import StrEnum

from pydantic import Field, model_validator

from appliance.contract.holidays import Holiday, date_of
from appliance.contract.model import Value

Date = date  # by another name beside the field that is called so
MIDNIGHT = time(0)
LONGEST_DAYS = 366

Span = tuple[time, time]
"""From when to when on one day; an end at 00:00 is the midnight that ends the day."""


class Weekday(StrEnum):
    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


WEEK = tuple(Weekday)


class OpeningHours(Value):
    """One span of opening on one day of the week; a day without a span is closed. 00:00 closes at midnight."""

    day: Weekday
    opens: time
    closes: time

    @model_validator(mode="after")
    def closes_after_opening(self) -> OpeningHours:
        if not _in_order(self.opens, self.closes):
            raise ValueError(f"{self.day}: closing {self.closes} is not after opening {self.opens}")
        return self


class SpecialDay(Value):
    """A day, or the days up to `until`, on which the usual hours do not hold. Without `opens` the shop is closed.

    Either a date (that may come back every year) or a holiday whose date the calendar knows.
    """

    date: Date | None = None
    until: Date | None = Field(default=None, description="The last day, when it is more than one.")
    yearly: bool = Field(default=False, description="Comes back every year on the same date.")
    holiday: Holiday | None = Field(default=None, description="Instead of a date: a holiday, every year.")
    name: dict[str, str] = Field(
        default_factory=dict, description="Name by language code, for example {'en': 'Stocktaking'}."
    )
    opens: time | None = None
    closes: time | None = None

    @model_validator(mode="after")
    def is_a_day(self) -> SpecialDay:
        if (self.date is None) == (self.holiday is None):
            raise ValueError("a special day needs either a date or a holiday")
        if self.until and (self.date is None or not 0 <= (self.until - self.date).days < LONGEST_DAYS):
            raise ValueError(f"until {self.until} is not within a year after {self.date}")
        if (self.opens is None) != (self.closes is None) or not _in_order(self.opens, self.closes):
            raise ValueError(f"closing {self.closes} is not after opening {self.opens}")
        return self

    @property
    def spans(self) -> tuple[Span, ...]:
        return ((self.opens, self.closes),) if self.opens is not None and self.closes is not None else ()

    @property
    def days(self) -> int:
        return (self.until - self.date).days + 1 if self.until and self.date else 1

    def runs(self, years: Iterable[int]) -> Iterator[tuple[Date, Date]]:
        """First and last day of every time it comes in these years, or its only time."""
        if self.date and not self.yearly:
            yield self.date, self.until or self.date
            return
        for year in years:
            first = _in_year(self.date, year) if self.date else date_of(self.holiday or Holiday.NEW_YEARS_DAY, year)
            yield first, first + timedelta(days=self.days - 1)


class Season(Value):
    """A part of the year with a week of its own: summer hours. It comes back every year."""

    name: dict[str, str] = Field(description="Name by language code, for example {'en': 'Summer hours'}.")
    begins: Date = Field(description="First day; its year does not count.")
    ends: Date = Field(description="Last day; its year does not count.")
    hours: tuple[OpeningHours, ...]

    def holds_on(self, day: Date) -> bool:
        begins, ends, at = ((one.month, one.day) for one in (self.begins, self.ends, day))
        return begins <= at <= ends if begins <= ends else at >= begins or at <= ends


class Opening(Value):
    """When a shop is open."""

    hours: tuple[OpeningHours, ...] = ()
    seasons: tuple[Season, ...] = ()
    special_days: tuple[SpecialDay, ...] = ()

    def special_on(self, day: Date) -> SpecialDay | None:
        """What holds on this day instead of the usual hours: of several the shortest, a single year before all."""
        years = (day.year - 1, day.year)
        holding = [
            special for special in self.special_days if any(first <= day <= last for first, last in special.runs(years))
        ]
        return min(holding, key=lambda special: (special.days, special.yearly or special.date is None), default=None)

    def season_on(self, day: Date) -> Season | None:
        return next((season for season in self.seasons if season.holds_on(day)), None)

    def usual_on(self, day: Date) -> tuple[Span, ...]:
        """The spans of this date's weekday in its season, in order."""
        season = self.season_on(day)
        hours = season.hours if season else self.hours
        return tuple(sorted((span.opens, span.closes) for span in hours if span.day == WEEK[day.weekday()]))

    def spans_on(self, day: Date) -> tuple[Span, ...]:
        """When the shop is open on this date; empty when it is closed."""
        special = self.special_on(day)
        return special.spans if special else self.usual_on(day)


def holds_at(span: Span, moment: time) -> bool:
    """Is `moment` within the span? Its end is not."""
    opens, closes = span
    return opens <= moment and (moment < closes or closes == MIDNIGHT)


def _in_order(opens: time | None, closes: time | None) -> bool:
    return opens is None or closes is None or opens < closes or closes == MIDNIGHT


def _in_year(day: Date, year: int) -> Date:
    """The same day of another year; 28 February where there is no 29th."""
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) and not _leap(year) else day.replace(year)


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
