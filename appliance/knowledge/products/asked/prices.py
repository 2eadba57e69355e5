"""Owns what a question says about money: under $50, zwischen 20 und 40 Euro, around £100. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from appliance.knowledge.products.words.phrases import Phrases
from appliance.knowledge.products.words.tokens import Line

_CENTS = re.compile(r"^(.*)[.,](\d{1,2})$")
# `around $100` means as much below and above.
AROUND = Decimal("0.2")
DASH = ("-",)


@dataclass(frozen=True, slots=True)
class PriceRange:
    """Both borders belong to it; None is open. `currency` is None when the question names none."""

    low: Decimal | None = None
    high: Decimal | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class _Money:
    amount: Decimal
    currency: str | None
    length: int


def amount(text: str) -> Decimal:
    """`1,299.99`, `1.299,99`, `1299` and `49,9` as a number."""
    if cents := _CENTS.match(text):
        return Decimal(f"{re.sub(r'[.,]', '', cents[1])}.{cents[2]}")
    return Decimal(re.sub(r"[.,]", "", text))


def read_price(line: Line, phrases: Phrases, sold: Callable[[str], bool]) -> PriceRange | None:
    """Take the first price range out of the question. A bare number counts when no sold thing follows it."""
    for at in range(len(line.tokens)):
        for reader in (_between, _bounded, _bounded_after):
            if found := reader(line, at, phrases, sold):
                length, range_ = found
                line.take(at, length)
                return range_
    return None


_Found = tuple[int, PriceRange] | None


def _between(line: Line, at: int, phrases: Phrases, sold: Callable[[str], bool]) -> _Found:
    """`between 20 and 40`, and `$20 - $40` when a currency tells that it is money."""
    before = line.length_at(at, phrases["between"])
    low = _money(line, at + before, phrases, sold)
    if low is None:
        return None
    joint = line.length_at(at + before + low.length, {*phrases["and"], DASH})
    high = _money(line, at + before + low.length + joint, phrases, sold) if joint else None
    if high is None or not (before or low.currency or high.currency):
        return None
    length = before + low.length + joint + high.length
    first, last = sorted((low.amount, high.amount))
    return length, PriceRange(first, last, high.currency or low.currency)


def _bounded(line: Line, at: int, phrases: Phrases, sold: Callable[[str], bool]) -> _Found:
    """`under $50`, `ab 20 Euro`, `around 100`."""
    for name in ("under", "over", "around"):
        before = line.length_at(at, phrases[name])
        money = _money(line, at + before, phrases, sold) if before else None
        if money and (money.currency or name != "around"):
            return before + money.length, _range(name, money)
    return None


def _bounded_after(line: Line, at: int, phrases: Phrases, sold: Callable[[str], bool]) -> _Found:
    """`$50 or less`."""
    money = _money(line, at, phrases, sold)
    for name in ("under_after", "over_after"):
        after = line.length_at(at + money.length, phrases[name]) if money else 0
        if money and after:
            return money.length + after, _range(name.removesuffix("_after"), money)
    return None


def _range(name: str, money: _Money) -> PriceRange:
    if name == "under":
        return PriceRange(high=money.amount, currency=money.currency)
    if name == "over":
        return PriceRange(low=money.amount, currency=money.currency)
    return PriceRange(money.amount * (1 - AROUND), money.amount * (1 + AROUND), money.currency)


def _money(line: Line, at: int, phrases: Phrases, sold: Callable[[str], bool]) -> _Money | None:
    """A number here, with a currency before or after it."""
    before = phrases.money.get(line.folded(at) or "")
    number = line.folded(at + 1 if before else at)
    if number is None or not number[0].isdigit() or not number[-1].isdigit() or not re.fullmatch(r"[\d.,]+", number):
        return None
    length = 2 if before else 1
    after = phrases.money.get(line.folded(at + length) or "") if not before else None
    following = line.folded(at + length)
    if not before and not after and following is not None and sold(following):
        return None
    return _Money(amount(number), before or after, length + bool(after))
