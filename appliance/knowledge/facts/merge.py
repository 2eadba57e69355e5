"""Owns what a finding would change: merged into the facts, already known, or against what they hold. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from appliance.contract.facts import FactFinding, Policy, Price, ServiceArea, ShopFacts
from appliance.contract.opening import OpeningHours, SpecialDay
from appliance.core.language import fold, words
from appliance.knowledge.facts.lock import same_phone
from appliance.knowledge.facts.store import UNNAMED


def merged(facts: ShopFacts, finding: FactFinding) -> ShopFacts:
    """The facts with the finding in them. Raises ValueError when its value does not fit its field."""
    parts = _MERGE.get(finding.field)
    change = parts(facts, finding.value) if parts else finding.value
    if finding.field not in FIELDS:
        raise ValueError(f"{finding.field} is no fact that documents propose")
    return ShopFacts.model_validate(facts.model_dump(mode="json") | {finding.field: change})


def known(facts: ShopFacts, finding: FactFinding) -> bool:
    """Do the facts say so already, if in other words?"""
    same = _SAME.get(finding.field)
    if same:
        held = getattr(facts, finding.field)
        return held is not None and same(str(held), str(finding.value))
    after = merged(facts, finding)
    if finding.field == "prices":
        return all(_priced_so(facts.prices, Price.model_validate(one)) for one in finding.value)
    if finding.field == "special_days":
        days = [SpecialDay.model_validate(one) for one in finding.value]
        return all((held := _held_on(facts, day)) is not None and held.spans == day.spans for day in days)
    if finding.field == "hours":
        return any(_week(after.hours) == _week(hours) for hours in (facts.hours, *(one.hours for one in facts.seasons)))
    return after == facts


def instead(facts: ShopFacts, finding: FactFinding) -> Any:
    """What the facts hold in the finding's place, as JSON; None when they hold nothing there."""
    body = facts.model_dump(mode="json")
    match finding.field:
        case "name":
            return None if facts.name == UNNAMED.name else facts.name
        case "currency":
            return facts.currency if facts.prices else None
        case "hours":
            return body["hours"] or None
        case "prices":
            at = [
                at for one in finding.value if (at := _same_item(facts.prices, Price.model_validate(one))) is not None
            ]
            return [body["prices"][one] for one in at] or None
        case "special_days":
            days = [_held_on(facts, SpecialDay.model_validate(one)) for one in finding.value]
            return [day.model_dump(mode="json") for day in days if day] or None
        case "policies" | "service_area":
            return None  # these only grow
        case _:
            return body[finding.field]


def is_past(finding: FactFinding, today: date) -> bool:
    """Special days that are over: nobody needs to confirm them."""
    if finding.field != "special_days":
        return False
    days = [SpecialDay.model_validate(one) for one in finding.value]
    return all(day.date and not day.yearly and (day.until or day.date) < today for day in days)


def _with_days(facts: ShopFacts, value: Sequence[Any]) -> list[Any]:
    """A day of the same date takes the place of the old one and keeps its names."""
    held = {_day(day): day for day in facts.special_days}
    for one in value:
        day = SpecialDay.model_validate(one)
        old = held.get(_day(day))
        held[_day(day)] = day.model_copy(update={"name": day.name | old.name}) if old else day
    return [day.model_dump(mode="json") for day in held.values()]


def _with_prices(facts: ShopFacts, value: Sequence[Any]) -> list[Any]:
    """A price keeps the words that ask for it and its note; what it costs and its unit are new."""
    prices = list(facts.prices)
    for one in value:
        price = Price.model_validate(one)
        at = _same_item(prices, price)
        if at is None:
            prices.append(price)
        else:
            costs = {"amount": price.amount, "up_to": price.up_to, "expires_on": price.expires_on}
            prices[at] = prices[at].model_copy(update=costs | {"unit": prices[at].unit | price.unit})
    return [price.model_dump(mode="json") for price in prices]


def _with_policies(facts: ShopFacts, value: Sequence[Any]) -> list[Any]:
    """What the owner wrote on a subject is never replaced."""
    policies = [Policy.model_validate(one) for one in value]
    keys = {policy.key for policy in facts.policies if policy.key}
    new = [policy for policy in policies if policy.key not in keys]
    return [policy.model_dump(mode="json") for policy in (*facts.policies, *new)]


def _with_area(facts: ShopFacts, value: Any) -> dict[str, Any]:
    found, held = ServiceArea.model_validate(value), facts.service_area
    places = (*held.places, *(one for one in found.places if fold(one) not in map(fold, held.places)))
    codes = tuple(dict.fromkeys((*held.postcodes, *found.postcodes)))
    return ServiceArea(places=places, postcodes=codes, text=held.text or found.text).model_dump(mode="json")


def _same_item(prices: Sequence[Price], wanted: Price) -> int | None:
    """The price of a thing of this very name."""
    names = {_plain(name) for name in wanted.item.values()}
    return next((at for at, price in enumerate(prices) if names & {_plain(one) for one in price.item.values()}), None)


def _priced_so(prices: Iterable[Price], wanted: Price) -> bool:
    """Is it told already? `Flat fix, tube included` at the same price is the flat fix, so is another of its names."""
    for price in prices:
        names = (*price.item.values(), *price.also)
        called = any(
            set(_plain(name).split()) <= set(_plain(one).split()) for name in names for one in wanted.item.values()
        )
        if called and (price.amount, price.up_to) == (wanted.amount, wanted.up_to):
            return True
    return False


def _held_on(facts: ShopFacts, day: SpecialDay) -> SpecialDay | None:
    """What the facts say of a day's date, also when they know it as a holiday or as one of a run of days."""
    return facts.special_on(day.date) if day.date else None


def _day(day: SpecialDay) -> tuple[object, ...]:
    return (day.date, day.until, day.holiday)


def _week(hours: Iterable[OpeningHours]) -> frozenset[OpeningHours]:
    return frozenset(hours)


def _plain(text: str) -> str:
    return fold(" ".join(words(text)))


def _same_address(held: str, found: str) -> bool:
    """One holds all words of the other: a line without the country is the same house."""
    one, other = set(_plain(held).split()), set(_plain(found).split())
    return one <= other or other <= one


def _same_site(held: str, found: str) -> bool:
    def bare(url: str) -> str:
        return re.sub(r"^https?://(?:www\.)?|/+$", "", url.casefold())

    return bare(held) == bare(found)


_SAME: Mapping[str, Callable[[str, str], bool]] = {
    "name": lambda held, found: _plain(held) == _plain(found),
    "phone": same_phone,
    "email": lambda held, found: fold(held) == fold(found),
    "address": _same_address,
    "website": _same_site,
    "map_url": lambda held, found: True,
    "currency": lambda held, found: held == found,
}
_MERGE: Mapping[str, Callable[[ShopFacts, Any], Any]] = {
    "special_days": _with_days,
    "prices": _with_prices,
    "policies": _with_policies,
    "service_area": _with_area,
}
FIELDS = frozenset((*_SAME, *_MERGE, "hours"))
