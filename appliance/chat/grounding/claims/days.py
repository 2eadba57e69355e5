"""Owns days in words: weekdays, `12 March 2027`, `March 12`, `le 1er mars`. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from appliance.chat.grounding.claims.claim import Claim, Kind
from appliance.chat.grounding.claims.tokens import Token
from appliance.chat.grounding.claims.vocabulary import Vocabulary

_YEAR = re.compile(r"(?:19|20)\d\d")
_OF = frozenset({"of", "de", "del", "di", "d", "the"})
# "Mon", "Di", "May": short names are everyday words too, unless they are written as names.
SHORT = 4
_NAMES_ARE_CAPITAL = frozenset({"en", "de"})
_VERBS = frozenset({"may", "march"})


def weekday(tokens: Sequence[Token], at: int, words: Vocabulary) -> Claim | None:
    found = words.weekdays.at(tokens, at)
    if found is None or (len(tokens[at].raw) <= SHORT and not tokens[at].raw[0].isupper()):
        return None
    return Claim(Kind.WEEKDAY, str(found[0]), start=at, end=found[1])


def date(tokens: Sequence[Token], at: int, words: Vocabulary) -> Claim | None:
    return _day_first(tokens, at, words) or _month_first(tokens, at, words)


def _day_first(tokens: Sequence[Token], at: int, words: Vocabulary) -> Claim | None:
    day, end = _day(tokens, at, words)
    while end < len(tokens) and tokens[end].folded in _OF:
        end += 1
    month = words.months.at(tokens, end) if day else None
    if not month or not _named(tokens[end], words):
        return None
    year, end = _year(tokens, month[1])
    return Claim(Kind.DATE, f"{year}-{month[0]:02}-{day:02}", start=at, end=end)


def _month_first(tokens: Sequence[Token], at: int, words: Vocabulary) -> Claim | None:
    month = words.months.at(tokens, at)
    if not month or not _named(tokens[at], words):
        return None
    behind = month[1] + (month[1] < len(tokens) and tokens[month[1]].raw == ".")
    day, end = _day(tokens, behind, words)
    if day and not (end < len(tokens) and tokens[end].raw in ":%€$"):
        year, end = _year(tokens, end)
        return Claim(Kind.DATE, f"{year}-{month[0]:02}-{day:02}", start=at, end=end)
    if tokens[at].folded not in words.full_months:
        return None
    year, end = _year(tokens, month[1])
    weak = year == "*" and tokens[at].folded in _VERBS and at == 0
    return Claim(Kind.DATE, f"{year}-{month[0]:02}", start=at, end=end, weak=weak)


def _named(token: Token, words: Vocabulary) -> bool:
    return words.language not in _NAMES_ARE_CAPITAL or token.raw[0].isupper()


def _day(tokens: Sequence[Token], at: int, words: Vocabulary) -> tuple[int, int]:
    """The day of a month and the place behind it; 0 when there is none."""
    if at >= len(tokens):
        return 0, at
    if ordinal := words.ordinals.at(tokens, at):
        return ordinal
    if not re.fullmatch(r"\d{1,2}", tokens[at].raw) or not 1 <= int(tokens[at].raw) <= 31:
        return 0, at
    end = at + 1
    if end < len(tokens) and not tokens[end].spaced and tokens[end].folded in words.endings | {"."}:
        end += 1
    return int(tokens[at].raw), end


def _year(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """The year that follows, over a comma or "de", and the place behind it; `*` when none does."""
    end = at
    if end < len(tokens) and tokens[end].folded in {",", ".", "de", "del"}:
        end += 1
    if end < len(tokens) and _YEAR.fullmatch(tokens[end].raw):
        return tokens[end].raw, end + 1
    return "*", at
