"""Owns the typed facts of a shop: what is answered first and never left to a model."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import Field, field_validator, model_validator

from appliance.contract.model import Value
from appliance.contract.opening import Opening

EXPIRES = "The last day on which it holds; afterwards it answers no more."


class PolicyKey(StrEnum):
    """Subjects that most shops have a policy on. How customers ask for them is known in every shipped language."""

    PAYMENT = "payment"
    SHIPPING = "shipping"
    RETURNS = "returns"
    WARRANTY = "warranty"
    GIFT_CARDS = "gift_cards"
    PARKING = "parking"
    APPOINTMENTS = "appointments"
    ACCESSIBILITY = "accessibility"
    ALLERGIES = "allergies"


class Price(Value):
    """What one thing costs. `also` holds other words customers use for it, in any language."""

    item: dict[str, str] = Field(description="Name by language code.")
    amount: Decimal = Field(ge=0, max_digits=10, decimal_places=2)
    up_to: Decimal | None = Field(default=None, ge=0, max_digits=10, decimal_places=2)
    unit: dict[str, str] = Field(default_factory=dict, description="By language, for example {'en': 'per day'}.")
    note: dict[str, str] = Field(default_factory=dict)
    also: tuple[str, ...] = ()
    expires_on: date | None = Field(default=None, description=EXPIRES)


class Policy(Value):
    """One short text on one subject: payment, parking, returns. `also` holds words that ask for it.

    With a `key` the subject may be left out.
    """

    key: PolicyKey | None = None
    subject: dict[str, str] = Field(default_factory=dict)
    text: dict[str, str] = Field(min_length=1)
    also: tuple[str, ...] = ()
    expires_on: date | None = Field(default=None, description=EXPIRES)

    @model_validator(mode="after")
    def has_a_subject(self) -> Policy:
        if not (self.key or self.subject):
            raise ValueError("a policy needs a subject or a key")
        return self


class CustomFact(Value):
    """Anything else: the text that answers whoever asks with all words of one of `ask`."""

    ask: tuple[str, ...] = Field(min_length=1, description="Words that ask for it: 'wifi password', 'wlan'.")
    text: dict[str, str] = Field(min_length=1)
    expires_on: date | None = Field(default=None, description=EXPIRES)


class ServiceArea(Value):
    """Where the shop delivers to or comes to. A postcode may end in * for all that begin so."""

    places: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()
    text: dict[str, str] = Field(default_factory=dict, description="What holds there: fees, days, distances.")


class ShopFacts(Opening):
    """Everything typed that is known about a shop. Texts are by language code; the first language is the main one."""

    name: str = Field(min_length=1, max_length=120)
    languages: tuple[str, ...] = Field(default=("en",), min_length=1)
    timezone: str = "UTC"
    currency: str = Field(default="USD", pattern=r"^[A-Z]{3}$")
    usual_on_other_holidays: bool = Field(
        default=False, description="The usual hours hold on every holiday that is no special day."
    )
    address: str | None = None
    map_url: str | None = Field(default=None, pattern=r"^https?://\S+$", description="A map that shows the address.")
    directions: dict[str, str] = Field(default_factory=dict)
    phone: str | None = None
    email: str | None = None
    website: str | None = None
    service_area: ServiceArea = ServiceArea()
    prices: tuple[Price, ...] = ()
    policies: tuple[Policy, ...] = ()
    custom: tuple[CustomFact, ...] = ()

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


class FactProposal(FactFinding):
    """A finding that waits for the owner. `contradicts` says what the facts hold instead, None when they hold nothing.

    `document` is the title of the document it was read from.
    """

    id: str
    document_id: str
    document: str
    contradicts: Any = None


class ExpiringFact(Value):
    """A fact that answers no more, or soon will not. `days` are left; negative ones are past."""

    field: str
    name: str
    expires_on: date
    days: int
