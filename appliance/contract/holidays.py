"""Owns the holidays that a calendar can compute: which there are, their dates, and where they are public. Pure."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum


class Holiday(StrEnum):
    """Holidays by name; their names in each language stand in assets/appliance/facts."""

    NEW_YEARS_DAY = "new_years_day"
    EPIPHANY = "epiphany"
    MARTIN_LUTHER_KING_DAY = "martin_luther_king_day"
    PRESIDENTS_DAY = "presidents_day"
    VALENTINES_DAY = "valentines_day"
    GOOD_FRIDAY = "good_friday"
    EASTER_SUNDAY = "easter_sunday"
    EASTER_MONDAY = "easter_monday"
    LIBERATION_DAY_ITALY = "liberation_day_italy"
    KINGS_DAY = "kings_day"
    LABOUR_DAY = "labour_day"
    LIBERATION_DAY_NETHERLANDS = "liberation_day_netherlands"
    VICTORY_DAY = "victory_day"
    MOTHERS_DAY = "mothers_day"
    ASCENSION_DAY = "ascension_day"
    WHIT_SUNDAY = "whit_sunday"
    WHIT_MONDAY = "whit_monday"
    CORPUS_CHRISTI = "corpus_christi"
    MEMORIAL_DAY = "memorial_day"
    REPUBLIC_DAY_ITALY = "republic_day_italy"
    JUNETEENTH = "juneteenth"
    INDEPENDENCE_DAY = "independence_day"
    BASTILLE_DAY = "bastille_day"
    NATIONAL_DAY_SWITZERLAND = "national_day_switzerland"
    ASSUMPTION_DAY = "assumption_day"
    LABOR_DAY_AMERICA = "labor_day_america"
    GERMAN_UNITY_DAY = "german_unity_day"
    COLUMBUS_DAY = "columbus_day"
    NATIONAL_DAY_SPAIN = "national_day_spain"
    NATIONAL_DAY_AUSTRIA = "national_day_austria"
    HALLOWEEN = "halloween"
    REFORMATION_DAY = "reformation_day"
    ALL_SAINTS_DAY = "all_saints_day"
    VETERANS_DAY = "veterans_day"
    THANKSGIVING = "thanksgiving"
    BLACK_FRIDAY = "black_friday"
    SAINT_NICHOLAS = "saint_nicholas"
    CONSTITUTION_DAY_SPAIN = "constitution_day_spain"
    IMMACULATE_CONCEPTION = "immaculate_conception"
    CHRISTMAS_EVE = "christmas_eve"
    CHRISTMAS_DAY = "christmas_day"
    BOXING_DAY = "boxing_day"
    NEW_YEARS_EVE = "new_years_eve"


_FIXED = {
    Holiday.NEW_YEARS_DAY: (1, 1),
    Holiday.EPIPHANY: (1, 6),
    Holiday.VALENTINES_DAY: (2, 14),
    Holiday.LIBERATION_DAY_ITALY: (4, 25),
    Holiday.LABOUR_DAY: (5, 1),
    Holiday.LIBERATION_DAY_NETHERLANDS: (5, 5),
    Holiday.VICTORY_DAY: (5, 8),
    Holiday.REPUBLIC_DAY_ITALY: (6, 2),
    Holiday.JUNETEENTH: (6, 19),
    Holiday.INDEPENDENCE_DAY: (7, 4),
    Holiday.BASTILLE_DAY: (7, 14),
    Holiday.NATIONAL_DAY_SWITZERLAND: (8, 1),
    Holiday.ASSUMPTION_DAY: (8, 15),
    Holiday.GERMAN_UNITY_DAY: (10, 3),
    Holiday.NATIONAL_DAY_SPAIN: (10, 12),
    Holiday.NATIONAL_DAY_AUSTRIA: (10, 26),
    Holiday.HALLOWEEN: (10, 31),
    Holiday.REFORMATION_DAY: (10, 31),
    Holiday.ALL_SAINTS_DAY: (11, 1),
    Holiday.VETERANS_DAY: (11, 11),
    Holiday.SAINT_NICHOLAS: (12, 6),
    Holiday.CONSTITUTION_DAY_SPAIN: (12, 6),
    Holiday.IMMACULATE_CONCEPTION: (12, 8),
    Holiday.CHRISTMAS_EVE: (12, 24),
    Holiday.CHRISTMAS_DAY: (12, 25),
    Holiday.BOXING_DAY: (12, 26),
    Holiday.NEW_YEARS_EVE: (12, 31),
}
# Days after Easter Sunday.
_EASTER = {
    Holiday.GOOD_FRIDAY: -2,
    Holiday.EASTER_SUNDAY: 0,
    Holiday.EASTER_MONDAY: 1,
    Holiday.ASCENSION_DAY: 39,
    Holiday.WHIT_SUNDAY: 49,
    Holiday.WHIT_MONDAY: 50,
    Holiday.CORPUS_CHRISTI: 60,
}
# Month, weekday (Monday is 0), which of them in the month (-1 is the last), days after that one.
_NTH = {
    Holiday.MARTIN_LUTHER_KING_DAY: (1, 0, 3, 0),
    Holiday.PRESIDENTS_DAY: (2, 0, 3, 0),
    Holiday.MOTHERS_DAY: (5, 6, 2, 0),
    Holiday.MEMORIAL_DAY: (5, 0, -1, 0),
    Holiday.LABOR_DAY_AMERICA: (9, 0, 1, 0),
    Holiday.COLUMBUS_DAY: (10, 0, 2, 0),
    Holiday.THANKSGIVING: (11, 3, 4, 0),
    Holiday.BLACK_FRIDAY: (11, 3, 4, 1),
}

_EVERYWHERE = frozenset({Holiday.NEW_YEARS_DAY, Holiday.CHRISTMAS_DAY})
_EASTER_DAYS = {Holiday.EASTER_SUNDAY, Holiday.EASTER_MONDAY}
_WHITSUN = {Holiday.ASCENSION_DAY, Holiday.WHIT_SUNDAY, Holiday.WHIT_MONDAY}
_CATHOLIC = {Holiday.ASSUMPTION_DAY, Holiday.ALL_SAINTS_DAY}
_CENTRAL = {*_EASTER_DAYS, Holiday.LABOUR_DAY, *_WHITSUN, Holiday.CORPUS_CHRISTI, *_CATHOLIC, Holiday.BOXING_DAY}
_AUSTRIA = {*_CENTRAL, Holiday.EPIPHANY, Holiday.NATIONAL_DAY_AUSTRIA, Holiday.IMMACULATE_CONCEPTION}
_GERMANY = {
    *_CENTRAL,
    Holiday.EPIPHANY,
    Holiday.GOOD_FRIDAY,
    Holiday.GERMAN_UNITY_DAY,
    Holiday.REFORMATION_DAY,
}
_SWITZERLAND = {
    *_CENTRAL,
    Holiday.GOOD_FRIDAY,
    Holiday.NATIONAL_DAY_SWITZERLAND,
    Holiday.IMMACULATE_CONCEPTION,
}
_FRANCE = {
    *_EASTER_DAYS,
    Holiday.LABOUR_DAY,
    Holiday.VICTORY_DAY,
    *_WHITSUN,
    Holiday.BASTILLE_DAY,
    *_CATHOLIC,
    Holiday.VETERANS_DAY,
}
_ITALY = {
    Holiday.EPIPHANY,
    *_EASTER_DAYS,
    Holiday.LIBERATION_DAY_ITALY,
    Holiday.LABOUR_DAY,
    Holiday.REPUBLIC_DAY_ITALY,
    *_CATHOLIC,
    Holiday.IMMACULATE_CONCEPTION,
    Holiday.BOXING_DAY,
}
_SPAIN = {
    Holiday.EPIPHANY,
    Holiday.GOOD_FRIDAY,
    Holiday.EASTER_SUNDAY,
    Holiday.LABOUR_DAY,
    *_CATHOLIC,
    Holiday.NATIONAL_DAY_SPAIN,
    Holiday.CONSTITUTION_DAY_SPAIN,
    Holiday.IMMACULATE_CONCEPTION,
}
_NETHERLANDS = {*_EASTER_DAYS, Holiday.KINGS_DAY, *_WHITSUN, Holiday.BOXING_DAY}
_BRITAIN = {Holiday.GOOD_FRIDAY, *_EASTER_DAYS, Holiday.BOXING_DAY}
# Of the federal holidays those on which shops close.
_AMERICA = {Holiday.MEMORIAL_DAY, Holiday.INDEPENDENCE_DAY, Holiday.LABOR_DAY_AMERICA, Holiday.THANKSGIVING}
# A shop's time zone says in which country it is. What only a part of the country keeps is among its holidays.
_PUBLIC = {
    "Europe/Vienna": _AUSTRIA,
    "Europe/Berlin": _GERMANY,
    "Europe/Busingen": _GERMANY,
    "Europe/Zurich": _SWITZERLAND,
    "Europe/Paris": _FRANCE,
    "Europe/Rome": _ITALY,
    "Europe/Madrid": _SPAIN,
    "Atlantic/Canary": _SPAIN,
    "Europe/Amsterdam": _NETHERLANDS,
    "Europe/London": _BRITAIN,
    "America/New_York": _AMERICA,
    "America/Detroit": _AMERICA,
    "America/Chicago": _AMERICA,
    "America/Denver": _AMERICA,
    "America/Phoenix": _AMERICA,
    "America/Los_Angeles": _AMERICA,
    "America/Anchorage": _AMERICA,
    "Pacific/Honolulu": _AMERICA,
}


def public_holiday(day: date, timezone: str) -> Holiday | None:
    """The public holiday that falls on this day in the country of an IANA time zone, or None.

    In a zone of no known country only Christmas Day and New Year's Day are public.
    """
    there = _EVERYWHERE | _PUBLIC.get(timezone, frozenset())
    return next((holiday for holiday in Holiday if holiday in there and date_of(holiday, day.year) == day), None)


def date_of(holiday: Holiday, year: int) -> date:
    """The date of a holiday in a year."""
    if holiday in _FIXED:
        return date(year, *_FIXED[holiday])
    if holiday in _EASTER:
        return easter(year) + timedelta(days=_EASTER[holiday])
    if holiday in _NTH:
        return _nth(year, *_NTH[holiday])
    king = date(year, 4, 27)  # the Dutch keep it on Saturday when it falls on a Sunday
    return king - timedelta(days=1) if king.weekday() == 6 else king


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of Meeus)."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _nth(year: int, month: int, weekday: int, which: int, later: int) -> date:
    if which < 0:
        after = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return after - timedelta(days=(after.weekday() - weekday) % 7 - later)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1) + later)
