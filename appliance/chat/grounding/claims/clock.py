"""Owns times of day: 9 am, 9:00, 21 Uhr, 9h30, half past nine, halb zehn, alle 9. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from appliance.chat.grounding.claims.claim import BARE, HALF_DAY, TWELVE, Claim, Kind
from appliance.chat.grounding.claims.numerals import numeral
from appliance.chat.grounding.claims.tokens import Token
from appliance.chat.grounding.claims.vocabulary import Vocabulary

_DAY_MINUTES = 1440
_HOUR = re.compile(r"\d{1,2}")
_DOTTED = re.compile(r"(\d{1,2})\.([0-5]\d)")
_MINUTES = re.compile(r"[0-5]\d")
_TOLD_OTHERWISE = frozenset({"half_past", "half_to", "quarter_past", "quarter_to"})
_FROM_THE_HOUR = {"half_past": 30, "half_to": -30, "quarter_past": 15, "quarter_to": -15}


def time_of_day(tokens: Sequence[Token], at: int, words: Vocabulary) -> Claim | None:
    return _written(tokens, at, words) or _told(tokens, at, words) or _hour(tokens, at, words)


def _written(tokens: Sequence[Token], at: int, words: Vocabulary) -> Claim | None:
    """`9:00`, `9h30`, and `9.00 Uhr`, which is a time only before such a word."""
    if dotted := _DOTTED.fullmatch(tokens[at].raw):
        if (end := _oclock(tokens, at + 1, words)) == at + 1 and not _half(tokens, end, words)[0]:
            return None
        return _claim(tokens, at, end, int(dotted[1]) * 60 + int(dotted[2]), words)
    if not _HOUR.fullmatch(tokens[at].raw) or at + 2 >= len(tokens):
        return None
    mark, minutes = tokens[at + 1], tokens[at + 2]
    if mark.folded not in (":", "h") or not _MINUTES.fullmatch(minutes.raw) or minutes.spaced:
        return None
    if mark.spaced and mark.folded == ":":
        return None
    return _claim(tokens, at, _oclock(tokens, at + 3, words), int(tokens[at].raw) * 60 + int(minutes.raw), words)


def _told(tokens: Sequence[Token], at: int, words: Vocabulary) -> Claim | None:
    for name, minutes in (("noon", HALF_DAY), ("midnight", 0)):
        if found := words.clock[name].at(tokens, at):
            return Claim(Kind.TIME, str(minutes), start=at, end=found[1])
    for name in _TOLD_OTHERWISE:
        if found := words.clock[name].at(tokens, at):
            hour = numeral(tokens, found[1], words)
            if hour and hour.value == int(hour.value) and 1 <= hour.value <= 12:
                minutes = (int(hour.value) * 60 + _FROM_THE_HOUR[name]) % _DAY_MINUTES
                return _claim(tokens, at, _oclock(tokens, hour.end, words), minutes, words)
    return None


def _hour(tokens: Sequence[Token], at: int, words: Vocabulary) -> Claim | None:
    """An hour before "am" or "Uhr", or behind a word such as "at"."""
    found = numeral(tokens, at, words)
    if not found or found.value != int(found.value) or not 0 <= found.value <= 24:
        return None
    called = words.clock["at"].before(tokens, at) is not None
    end = _oclock(tokens, found.end, words)
    half = _half(tokens, end, words)[0]
    # "9 heures" is a time behind "à", and how long it takes elsewhere.
    named = end > found.end and (called or not words.units.at(tokens, found.end))
    if not (half or named or (called and not words.units.at(tokens, end) and _stands_alone(tokens, end))):
        return None
    minutes = int(found.value) * 60
    if named and end < len(tokens) and _MINUTES.fullmatch(tokens[end].raw):
        minutes, end = minutes + int(tokens[end].raw), end + 1
    return _claim(tokens, at, end, minutes, words, "" if named or half else BARE)


def _claim(tokens: Sequence[Token], at: int, end: int, minutes: int, words: Vocabulary, unit: str = "") -> Claim | None:
    half, end = _half(tokens, end, words)
    if half and minutes <= HALF_DAY + 59:
        minutes = minutes % HALF_DAY + (HALF_DAY if half == "pm" else 0)
        unit = TWELVE
    if minutes > _DAY_MINUTES:
        return None
    return Claim(Kind.TIME, str(minutes % _DAY_MINUTES), unit, start=at, end=end)


def _oclock(tokens: Sequence[Token], at: int, words: Vocabulary) -> int:
    found = words.clock["oclock"].at(tokens, at)
    return found[1] if found else at


def _half(tokens: Sequence[Token], at: int, words: Vocabulary) -> tuple[str, int]:
    """`am` or `pm` and the place behind; empty when neither is said."""
    for name in ("am", "pm"):
        if found := words.clock[name].at(tokens, at):
            return name, found[1] + (found[1] < len(tokens) and _dot_of_am(tokens, found[1]))
    return "", at


def _dot_of_am(tokens: Sequence[Token], at: int) -> bool:
    """The second dot of `a.m.`, unless the sentence ends there."""
    return tokens[at].raw == "." and not tokens[at].spaced and at + 1 < len(tokens)


def _stands_alone(tokens: Sequence[Token], end: int) -> bool:
    return end >= len(tokens) or (tokens[end].raw not in "%$€£/" and not tokens[end].is_number)
