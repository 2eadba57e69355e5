"""Owns reading an amount of money as people write it: `$1,299.00`, `49,90 €`, `CHF 12.-`. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

# `$`, `kr` and `¥` are the marks of several currencies: what they mean is the shop's to say.
_SYMBOLS = {"€": "EUR", "euro": "EUR", "£": "GBP", "zł": "PLN", "fr.": "CHF", "us$": "USD"}
_CODES = "EUR|USD|GBP|CHF|JPY|CAD|AUD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|RON|BGN|TRY|INR|BRL|MXN|ZAR|CNY|SGD|HKD|AED|ILS"
_CURRENCY = rf"(?P<{{}}>{_CODES}|US\$|[€$£¥]|zł|kr|Fr\.|Euro)"
_AMOUNT = re.compile(
    rf"^\s*(?:{_CURRENCY.format('before')}\s*)?(?P<number>\d[\d.,'’\s]*?)\s*(?:[.,]\s?[-–—]+)?"
    rf"\s*(?:{_CURRENCY.format('after')})?\s*\*?\s*$",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"\b(?:{_CODES})\b|US\$|[€£]|zł|Fr\.|Euro\b", re.IGNORECASE)
_DIGITS_MAX = 12


@dataclass(frozen=True, slots=True)
class Money:
    """An amount; the currency is an ISO code, None when nothing says it."""

    amount: Decimal
    currency: str | None = None


def parse(text: str) -> Money | None:
    """The amount when `text` is one and nothing else; None for `from 22`, `22-30`, `on request`."""
    found = _AMOUNT.match(text)
    if found is None or sum(char.isdigit() for char in text) > _DIGITS_MAX:
        return None
    return Money(Decimal(_plain(found["number"])), currency_of(found["before"] or found["after"] or ""))


def amount_of(text: str) -> Decimal | None:
    found = parse(text)
    return found.amount if found else None


def currency_of(text: str) -> str | None:
    """The currency that a heading or a mark names: `Price (USD)`, `€`."""
    named = _NAMED.search(text)
    return _SYMBOLS.get(named[0].casefold(), named[0].upper()) if named else None


def _plain(number: str) -> str:
    """The number with a point before its decimals: the last mark is that, unless three digits follow it alone."""
    digits = re.sub(r"[\s'’]", "", number).rstrip(".,")
    marks = [char for char in digits if char in ".,"]
    if not marks:
        return digits
    whole, _, decimals = digits.rpartition(marks[-1])
    thousands = len(decimals) == 3 and len(set(marks)) == 1 and not whole.startswith("0")
    if thousands or (len(set(marks)) == 1 and len(marks) > 1):
        return re.sub(r"[.,]", "", digits)
    return f"{re.sub(r'[.,]', '', whole)}.{decimals}"
