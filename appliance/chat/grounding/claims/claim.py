"""Owns what one claim is, and when a claim that stands in the evidence proves a claim that was written. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What sort of thing is claimed."""

    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    DURATION = "duration"
    MEASURE = "measure"
    ORDINAL = "ordinal"
    DATE = "date"
    WEEKDAY = "weekday"
    TIME = "time"
    PHONE = "phone"
    EMAIL = "email"
    LINK = "link"


class Bound(StrEnum):
    """Which side of a value is meant: `from $20`, `up to 30 minutes`, `$5 off`."""

    NONE = ""
    MIN = "min"
    MAX = "max"
    OVER = "over"
    UNDER = "under"
    AFTER = "after"
    BEFORE = "before"
    WITHIN = "within"
    OFF = "off"


QUANTITIES = frozenset({Kind.NUMBER, Kind.MONEY, Kind.PERCENT, Kind.DURATION, Kind.MEASURE})
ADDRESSES = frozenset({Kind.EMAIL, Kind.LINK})
HALF_DAY = 720
# Times as people say them: without am or pm; and the bare hour of "at 9".
TWELVE, BARE = "12h", "bare"
# A number to call with its country; of others only the one of North America is known by its length.
ABROAD = "abroad"
COUNTRY_DIGITS = 3
_NORTH_AMERICA = 11
_OPPOSITE = ({Bound.MIN, Bound.MAX}, {Bound.AFTER, Bound.MAX}, {Bound.AFTER, Bound.BEFORE}, {Bound.MIN, Bound.BEFORE})
# What may stand for one another: "in 14 days", "within 14 days", "up to 14 days".
_ALIKE = ({Bound.NONE, Bound.WITHIN}, {Bound.MAX, Bound.WITHIN})


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim in normal form.

    `value`: a decimal number; `2027-03-12` with `*` for what is not said; minutes of the day; 0 (Monday) to 6;
    digits of a phone number; an address. `upto`: the other end of a range. `unit`: a currency sign, `day`, `km`.
    `start`, `end`: where it stands among the text's tokens. `weak`: it proves, but need not be proved.
    """

    kind: Kind
    value: str
    unit: str = ""
    upto: str = ""
    bound: Bound = Bound.NONE
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)
    weak: bool = field(default=False, compare=False)

    @property
    def key(self) -> str:
        """The claim as one word, for comparing what stands beside another claim."""
        return f"{self.kind}:{self.value}{f'-{self.upto}' if self.upto else ''}{self.unit}"


def proves(held: Claim, said: Claim) -> bool:
    """Whether the evidence's `held` says what `said` claims."""
    if held.kind is not said.kind:
        return False
    if held.kind in QUANTITIES:
        return _quantity(held, said)
    if held.kind is Kind.TIME:
        return _time(held, said) and {held.bound, said.bound} not in _OPPOSITE
    if held.kind is Kind.DATE:
        return _date(held, said) and {held.bound, said.bound} not in _OPPOSITE
    if held.kind is Kind.PHONE:
        return _phone(held, said)
    if held.kind is Kind.LINK:
        return said.value in (held.value, held.value.partition("/")[0])
    return held.value == said.value


def _quantity(held: Claim, said: Claim) -> bool:
    # "18,-" names no currency, and what is free is so in all of them.
    if said.unit != held.unit and not (held.kind is Kind.MONEY and (said.unit == "" or held.value == "0")):
        return False
    if (held.value, held.upto) == (said.value, said.upto):
        return held.bound == said.bound or {held.bound, said.bound} in _ALIKE
    one_end = held.upto and not said.upto
    return bool(one_end) and (said.bound, said.value) in ((Bound.MIN, held.value), (Bound.MAX, held.upto))


def _time(held: Claim, said: Claim) -> bool:
    if held.value == said.value:
        return said.unit != TWELVE or held.unit != BARE
    loose = said.unit == BARE or (said.unit == "" and held.unit == TWELVE)
    return loose and (int(held.value) - int(said.value)) % HALF_DAY == 0


def _phone(held: Claim, said: Claim) -> bool:
    """The same digits; the country may be left out, but not put in."""
    if held.value == said.value:
        return held.unit == ABROAD or said.unit != ABROAD
    country = held.value.removesuffix(said.value)
    known = held.unit == ABROAD or (country == "1" and len(held.value) == _NORTH_AMERICA)
    return known and said.unit != ABROAD and len(country) <= COUNTRY_DIGITS


def _date(held: Claim, said: Claim) -> bool:
    """What is said must be said there; what is left out need not be: `March` stands in `12 March 2027`."""
    there, here = held.value.split("-"), said.value.split("-")
    return len(there) >= len(here) and all(mine in ("*", its) for mine, its in zip(here, there, strict=False))
