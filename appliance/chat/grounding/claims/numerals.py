"""Owns the value of a number in whatever dress: 1,000.00, 1.000,00, 1 000, ten, 2½, zwei Dutzend. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from appliance.chat.grounding.claims.tokens import Token
from appliance.chat.grounding.claims.vocabulary import Vocabulary

_GROUPED = re.compile(r"[1-9]\d{0,2}(?:([.,'’])\d{3})(?:\1\d{3})*")
_DECIMAL = re.compile(r"(.*)[.,](\d+)")
_GROUPS = (Decimal(100), Decimal(1000))
_PARTS_OF = range(2, 17)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A value and the place behind it. `article`: it may be no more than "a"."""

    value: Decimal
    end: int
    article: bool = False


def numeral(tokens: Sequence[Token], at: int, words: Vocabulary) -> Numeral | None:
    """The number that begins at this token."""
    if at >= len(tokens):
        return None
    if tokens[at].is_number:
        return _figures(tokens, at)
    if (spelled := words.numbers.at(tokens, at)) is None:
        return None
    value, end = spelled
    article = end == at + 1 and tokens[at].folded in words.articles
    times = words.numbers.at(tokens, end)
    if times and times[0] in _GROUPS and value < times[0]:
        return Numeral(value * times[0], times[1])
    return Numeral(value, end, article)


def _figures(tokens: Sequence[Token], at: int) -> Numeral:
    if part := _fraction(tokens, at):
        return part
    value, end = value_of(tokens[at].raw), at + 1
    if re.fullmatch(r"[1-9]\d{0,2}", tokens[at].raw):
        while end < len(tokens) and tokens[end].spaced and re.fullmatch(r"\d{3}(?:[.,]\d{1,2})?", tokens[end].raw):
            value = value * 1000 + value_of(tokens[end].raw)
            end += 1
    mixed = _fraction(tokens, end)
    if mixed and end == at + 1 and mixed.value < 1:
        return Numeral(value + mixed.value, mixed.end)
    return Numeral(value, end)


def _fraction(tokens: Sequence[Token], at: int) -> Numeral | None:
    """`1/2` written without spaces."""
    if at + 2 >= len(tokens) or tokens[at + 1].raw != "/" or tokens[at + 1].spaced or tokens[at + 2].spaced:
        return None
    above, below = tokens[at].raw, tokens[at + 2].raw
    if not (above.isdecimal() and below.isdecimal() and int(below) in _PARTS_OF and int(above) < int(below)):
        return None
    return Numeral(Decimal(above) / Decimal(below), at + 3)


def value_of(figures: str) -> Decimal:
    """`1,000.00`, `1.000,00` and `1'000` are 1000; the last mark counts as a decimal one unless it groups by threes."""
    if _GROUPED.fullmatch(figures):
        return Decimal(re.sub(r"\D", "", figures))
    if parts := _DECIMAL.fullmatch(figures):
        return Decimal(f"{re.sub(r'[^0-9]', '', parts[1])}.{parts[2]}")
    return Decimal(re.sub(r"\D", "", figures))


def normal(value: Decimal) -> str:
    """One text for each value: `22.50` and `22.5` are the same."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
