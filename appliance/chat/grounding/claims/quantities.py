"""Owns amounts: money, percent, how long, how far, how heavy, how many, and which in a row. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from appliance.chat.grounding.claims.claim import Claim, Kind
from appliance.chat.grounding.claims.numerals import Numeral, normal, numeral
from appliance.chat.grounding.claims.tokens import Token
from appliance.chat.grounding.claims.vocabulary import Vocabulary
from appliance.core.language import content_stems

SIGNS = {"$": "$", "€": "€", "£": "£", "¥": "¥", "₹": "₹", "zł": "zl", "¢": "¢"}
CODES = {
    "usd": "$", "eur": "€", "gbp": "£", "jpy": "¥", "chf": "chf", "sfr": "chf", "cad": "c$", "aud": "a$", "pln": "zl",
    "zl": "zl", "sek": "sek", "nok": "nok", "dkk": "dkk", "kr": "kr", "czk": "czk", "kc": "czk", "inr": "₹",
}  # fmt: skip
DOLLARS = {"us": "$", "c": "c$", "ca": "c$", "a": "a$", "au": "a$"}
DURATIONS = frozenset({"second", "minute", "hour", "day", "workday", "night", "week", "month", "year"})
SYMBOLS = frozenset({"km", "kg", "g", "mg", "cm", "mm", "m", "l", "ml", "w", "kw", "kwh", "wh", "v", "mph", "gb", "mb"})
_CENT = Decimal("0.01")


def quantity(tokens: Sequence[Token], at: int, words: Vocabulary) -> Claim | None:
    sign, first = _sign_before(tokens, at)
    found = numeral(tokens, first, words)
    if found is None:
        return None
    if sign:
        return _money(found.value, sign, at, _past_dash(tokens, found.end))
    return (
        _price(tokens, at, found, words)
        or _percent(tokens, at, found, words)
        or _measured(tokens, at, found, words)
        or Claim(Kind.NUMBER, normal(found.value), start=at, end=found.end, weak=found.article)
    )


def free(tokens: Sequence[Token], at: int, words: Vocabulary) -> Claim | None:
    """What costs nothing is a price too."""
    if (tokens[at].raw == "-" or not (found := words.free.at(tokens, at))) or not found[0]:
        return None
    return Claim(Kind.MONEY, "0", start=at, end=found[1])


def ordinal(tokens: Sequence[Token], at: int, words: Vocabulary) -> Claim | None:
    """`first`, `3rd`. In "First, bring it" the word only begins a sentence: it proves, and claims nothing."""
    behind = at + 1
    if tokens[at].raw.isdecimal() and behind < len(tokens):
        if tokens[behind].spaced or tokens[behind].folded not in words.endings:
            return None
        return Claim(Kind.ORDINAL, str(int(tokens[at].raw)), start=at, end=behind + 1)
    if not (found := words.ordinals.at(tokens, at)):
        return None
    next_word = tokens[found[1]].raw if found[1] < len(tokens) else ""
    weak = not content_stems(next_word, words.language) or next_word.casefold() in words.neutral
    return Claim(Kind.ORDINAL, str(found[0]), start=at, end=found[1], weak=weak)


def _sign_before(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """The currency in front of a number, and where the number begins."""
    here = tokens[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if here.folded in DOLLARS and following and following.raw == "$" and not following.spaced:
        return DOLLARS[here.folded], at + 2
    sign = SIGNS.get(here.raw) or (CODES.get(here.folded) if following and following.is_number else None)
    return (sign, at + 1) if sign else ("", at)


def _price(tokens: Sequence[Token], at: int, found: Numeral, words: Vocabulary) -> Claim | None:
    end = _past_dash(tokens, found.end)
    if end < len(tokens):
        here = tokens[end]
        if here.folded in DOLLARS and end + 1 < len(tokens) and tokens[end + 1].raw == "$":
            return _money(found.value, DOLLARS[here.folded], at, end + 2)
        if sign := SIGNS.get(here.raw) or CODES.get(here.folded):
            # "10 $20" are two: the sign belongs to the number it touches.
            touches = end + 1 < len(tokens) and tokens[end + 1].is_number and not tokens[end + 1].spaced
            return None if touches and here.spaced else _money(found.value, sign, at, end + 1)
    if named := words.currencies.at(tokens, end):
        return _money(found.value, named[0], at, named[1])
    return _money(found.value, "", at, end) if end > found.end else None


def _past_dash(tokens: Sequence[Token], end: int) -> int:
    """`18,-` and `18.–`: no cents."""
    mark, dash = (tokens[end], tokens[end + 1]) if end + 1 < len(tokens) else (None, None)
    if mark is None or dash is None or mark.spaced or dash.spaced:
        return end
    return end + 2 if mark.raw in ",." and dash.raw in "-–—" else end


def _money(value: Decimal, sign: str, start: int, end: int) -> Claim:
    if sign == "¢":
        return Claim(Kind.MONEY, normal(value * _CENT), start=start, end=end)
    return Claim(Kind.MONEY, normal(value), sign, start=start, end=end)


def _percent(tokens: Sequence[Token], at: int, found: Numeral, words: Vocabulary) -> Claim | None:
    if found.end < len(tokens) and tokens[found.end].raw == "%":
        return Claim(Kind.PERCENT, normal(found.value), start=at, end=found.end + 1)
    if named := words.percent.at(tokens, found.end):
        return Claim(Kind.PERCENT, normal(found.value), start=at, end=named[1])
    return None


def _measured(tokens: Sequence[Token], at: int, found: Numeral, words: Vocabulary) -> Claim | None:
    end = found.end
    if end < len(tokens) and tokens[end].raw == "-" and not tokens[end].spaced:
        end += 1  # "30-minute ride"
    unit = words.units.at(tokens, end)
    if unit is None and end < len(tokens) and tokens[end].folded in SYMBOLS:
        unit = tokens[end].folded, end + 1
    if unit is None:
        return None
    name, behind = unit
    kind = Kind.DURATION if name in DURATIONS else Kind.MEASURE
    return Claim(kind, normal(found.value), name, start=at, end=behind)
