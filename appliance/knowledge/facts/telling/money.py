"""Owns sums of money in words: told and read. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
_CODES = {
    **{symbol: code for code, symbol in SYMBOLS.items()},
    **dict.fromkeys(("usd", "us$", "dollar", "dollars"), "USD"),
    **dict.fromkeys(("eur", "euro", "euros"), "EUR"),
    **dict.fromkeys(("gbp", "pound", "pounds"), "GBP"),
    **dict.fromkeys(("chf", "franken", "sfr"), "CHF"),
}
_NAMES = "|".join(re.escape(name) for name in sorted(_CODES, key=len, reverse=True))
_NUMBER = r"\d+(?:[.,'’]\d+)*"
_AMOUNT = re.compile(
    rf"(?P<before>{_NAMES})\s?(?P<first>{_NUMBER})|(?P<last>{_NUMBER})\s?(?P<after>{_NAMES})(?!\w)", re.I
)


@dataclass(frozen=True, slots=True)
class Money:
    """A sum in a currency (ISO 4217)."""

    amount: Decimal
    currency: str


def money(amount: Decimal, currency: str, language: str) -> str:
    """`$22`, `$22.50`, `22,50 €`: cents only when there are any."""
    number = f"{amount:,.2f}" if amount % 1 else f"{amount:,.0f}"
    symbol = SYMBOLS.get(currency, f"{currency} ")
    if currency == "EUR" and language != "en":
        return f"{number.translate(str.maketrans(',.', '.,'))} {symbol}"
    return f"{symbol}{number}"


def sums(text: str) -> list[Money]:
    """Every sum of money in a text, in order."""
    return [
        Money(number(found["first"] or found["last"]), _CODES[(found["before"] or found["after"]).casefold()])
        for found in _AMOUNT.finditer(text)
    ]


def number(written: str) -> Decimal:
    """`1,234.50`, `1.234,50` and `1'234.50` are the same; so are `22,50` and `22.50`."""
    plain = written.replace("'", "").replace("’", "")
    comma, point = plain.rfind(","), plain.rfind(".")
    mark = max(comma, point)
    if mark < 0:
        return Decimal(plain)
    is_fraction = min(comma, point) >= 0 or len(plain) - mark - 1 != 3
    if plain.count(plain[mark]) > 1:
        is_fraction = False
    whole = re.sub(r"[.,]", "", plain[:mark])
    return Decimal(f"{whole}.{plain[mark + 1 :]}") if is_fraction else Decimal(re.sub(r"[.,]", "", plain))
