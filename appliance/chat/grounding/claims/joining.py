"""Owns what stands around claims: ranges (`2 to 3 days`, `Tuesday to Friday`) and bounds (`up to`). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from appliance.chat.grounding.claims.claim import HALF_DAY, QUANTITIES, Bound, Claim, Kind
from appliance.chat.grounding.claims.tokens import Token
from appliance.chat.grounding.claims.vocabulary import Vocabulary

_DASHES = frozenset("-–—")
_MINUS = frozenset("-−")
_TIMED = frozenset({Kind.TIME, Kind.DATE})


def joined(found: Sequence[Claim], tokens: Sequence[Token], words: Vocabulary) -> list[Claim]:
    """Two neighbours with a word such as "to" between them become a range; the others get their bounds."""
    result: list[Claim] = []
    at = 0
    while at < len(found):
        pair = found[at : at + 2]
        if len(pair) == 2 and _between(pair[0], pair[1], tokens, words) and (range_ := _range(*pair)):
            result += range_
            at += 2
        else:
            result.append(_bounded(found[at], tokens, words))
            at += 1
    return result


def _between(first: Claim, second: Claim, tokens: Sequence[Token], words: Vocabulary) -> bool:
    gap = range(first.end, second.start)
    if len(gap) == 1 and tokens[gap[0]].raw in _DASHES:
        return True
    if (spoken := words.ranges.at(tokens, first.end)) and spoken[1] == second.start:
        return True
    both = words.joins.at(tokens, first.end)
    opened = words.between.before(tokens, first.start) is not None
    return opened and both is not None and both[1] == second.start


def _range(first: Claim, second: Claim) -> list[Claim] | None:
    kinds = {first.kind, second.kind}
    if kinds == {Kind.WEEKDAY}:
        return _days(first, second)
    if kinds <= QUANTITIES:
        return _amounts(first, second)
    if kinds <= {Kind.TIME, Kind.NUMBER}:
        return _times(first, second)
    if kinds <= {Kind.DATE, Kind.NUMBER}:
        return _dates(first, second)
    return None


def _days(first: Claim, second: Claim) -> list[Claim]:
    """Every day from the first to the second one."""
    start, count = int(first.value), (int(second.value) - int(first.value)) % 7 + 1
    return [replace(first, value=str((start + step) % 7), end=second.end) for step in range(count)]


def _amounts(first: Claim, second: Claim) -> list[Claim] | None:
    """One claim of both; what only one of them names (the currency, the unit) holds for the other too."""
    named = second if first.kind is Kind.NUMBER else first
    if Kind.NUMBER not in {first.kind, second.kind} and (first.kind, first.unit) != (second.kind, second.unit):
        return None
    return [replace(named, value=first.value, upto=second.value, start=first.start, end=second.end, weak=False)]


def _times(first: Claim, second: Claim) -> list[Claim] | None:
    start, end = _minutes(first, second), _minutes(second, first)
    if start is None or end is None:
        return None
    if first.kind is Kind.NUMBER and second.unit and HALF_DAY <= start + HALF_DAY < end:
        start += HALF_DAY  # "2-6 pm" begins after noon, "10-6 pm" before it
    return [
        replace(second, value=str(start), bound=Bound.MIN, start=first.start, end=first.end),
        replace(second, value=str(end), bound=Bound.MAX, end=second.end),
    ]


def _minutes(claim: Claim, other: Claim) -> int | None:
    if claim.kind is Kind.TIME:
        return int(claim.value)
    fits = claim.value.isdecimal() and not claim.unit and int(claim.value) <= 24 and other.kind is Kind.TIME
    return int(claim.value) * 60 if fits else None


def _dates(first: Claim, second: Claim) -> list[Claim] | None:
    """`12 to 14 March`, `March 12-14`, `1 November to 31 March`."""
    dated = second if first.kind is Kind.NUMBER else first
    year_month, _, day = dated.value.rpartition("-")
    ends: list[Claim] = []
    for claim, bound in ((first, Bound.MIN), (second, Bound.MAX)):
        value = claim.value
        if claim.kind is Kind.NUMBER:
            if not (day and value.isdecimal() and 1 <= int(value) <= 31 and dated.value.count("-") == 2):
                return None
            value = f"{year_month}-{int(value):02}"
        ends.append(replace(claim, kind=Kind.DATE, value=value, unit="", bound=bound))
    return ends


def _bounded(claim: Claim, tokens: Sequence[Token], words: Vocabulary) -> Claim:
    if claim.kind not in QUANTITIES | _TIMED:
        return claim
    table = words.times_bounds if claim.kind in _TIMED | {Kind.DURATION} else words.bounds
    bound = table.before(tokens, claim.start) or _signed(claim, tokens)
    if bound is None and claim.kind in QUANTITIES:
        # "10 pieces at most", "18 or older"
        found = words.bounds_after.at(tokens, claim.end) or words.bounds_after.at(tokens, claim.end + 1)
        bound = found[0] if found else None
    if bound is Bound.OFF and claim.kind is not Kind.MONEY:
        bound = None  # a percentage is a discount more often than it is said to be one
    return replace(claim, bound=bound or Bound.NONE)


def _signed(claim: Claim, tokens: Sequence[Token]) -> Bound | None:
    """`-$45` and `$45+`; the dash of "City bike - $45" stands apart."""
    before, behind = claim.start - 1, claim.end
    if behind < len(tokens) and tokens[behind].raw == "+" and not tokens[behind].spaced:
        return Bound.MIN
    if before >= 0 and tokens[before].raw in _MINUS and not tokens[claim.start].spaced:
        return Bound.OFF if tokens[before].spaced or before == 0 else None
    return None
