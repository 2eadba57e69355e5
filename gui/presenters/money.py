"""Owns sums of money as the owner reads them."""

from __future__ import annotations

from decimal import Decimal

SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}


def money(amount: Decimal, currency: str | None) -> str:
    """`$22`, `$22.50`, `CHF 9`: cents only when there are any; without a currency the number alone."""
    number = f"{amount:,.2f}" if amount % 1 else f"{amount:,.0f}"
    return f"{SYMBOLS.get(currency, f'{currency} ')}{number}" if currency else number


def span(lowest: Decimal, highest: Decimal | None, currency: str | None) -> str:
    """`$15 – $20`, or one sum when both are the same."""
    if highest is None or highest == lowest:
        return money(lowest, currency)
    return f"{money(lowest, currency)} – {money(highest, currency)}"
