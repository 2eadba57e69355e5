"""Owns the typed facts of a shop: what is answered first and never left to a model."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import Field, field_validator, model_validator

from appliance.contract.model import Value


class Weekday(StrEnum):
    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class OpeningHours(Value):
    """One span of opening on one day of the week; a day without a span is closed."""

    day: Weekday
    opens: time
    closes: time

    @model_validator(mode="after")
    def closes_after_opening(self) -> OpeningHours:
        if self.closes <= self.opens:
            raise ValueError(f"{self.day}: closing {self.closes} is not after opening {self.opens}")
        return self


class SpecialDay(Value):
    """A date on which the usual hours do not hold. Without `opens` the shop is closed."""

    date: date
    name: dict[str, str] = Field(description="Name by language code, for example {'en': 'Thanksgiving'}.")
    opens: time | None = None
    closes: time | None = None


class Price(Value):
    """What one thing costs. `also` holds other words customers use for it, in any language."""

    item: dict[str, str] = Field(description="Name by language code.")
    amount: Decimal = Field(ge=0, max_digits=10, decimal_places=2)
    up_to: Decimal | None = Field(default=None, ge=0, max_digits=10, decimal_places=2)
    unit: dict[str, str] = Field(default_factory=dict, description="By language, for example {'en': 'per day'}.")
    note: dict[str, str] = Field(default_factory=dict)
    also: tuple[str, ...] = ()


class Policy(Value):
    """One short text on one subject: payment, parking, returns. `also` holds words that ask for it."""

    subject: dict[str, str]
    text: dict[str, str]
    also: tuple[str, ...] = ()


class ShopFacts(Value):
    """Everything typed that is known about a shop. Texts are by language code; the first language is the main one."""

    name: str = Field(min_length=1, max_length=120)
    languages: tuple[str, ...] = Field(default=("en",), min_length=1)
    timezone: str = "UTC"
    currency: str = Field(default="USD", pattern=r"^[A-Z]{3}$")
    hours: tuple[OpeningHours, ...] = ()
    special_days: tuple[SpecialDay, ...] = ()
    address: str | None = None
    directions: dict[str, str] = Field(default_factory=dict)
    phone: str | None = None
    email: str | None = None
    website: str | None = None
    prices: tuple[Price, ...] = ()
    policies: tuple[Policy, ...] = ()

    @field_validator("timezone")
    @classmethod
    def is_a_time_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError) as cause:
            raise ValueError(f"{name} is not a time zone such as Europe/Berlin") from cause
        return name


class FactFinding(Value):
    """A fact that a document seems to state. `field` names a field of ShopFacts, `value` is what it would hold.

    `value` is JSON of that field's own shape; `quote` holds the words it was read from.
    """

    field: str
    value: Any
    quote: str
