"""Owns what a sentence's claims hang on and must be told with them: "only with a receipt", "from $50". Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from appliance.chat.grounding import claims
from appliance.chat.grounding.claims import QUANTITIES, Bound, Claim, Kind
from appliance.chat.grounding.claims.reading import Read
from appliance.chat.grounding.parts import borders, is_mark, joins, meaning_within
from appliance.core.language import stem

# "In 3 days", "about 3 days" and "$3 off" are values and limit nothing.
_LIMITS = frozenset(Bound) - {Bound.NONE, Bound.WITHIN, Bound.OFF}


@dataclass(frozen=True, slots=True)
class Condition:
    """What must be said: words and claims; of "members only" the bare `word`.

    `beside` are the words of its own part behind a comma: it holds for those alone.
    """

    stems: frozenset[str] = frozenset()
    claims: tuple[Claim, ...] = ()
    word: str = ""
    beside: frozenset[str] = frozenset()


def conditions(said: Read, language: str) -> tuple[Condition, ...]:
    """Every condition in a sentence."""
    parted = borders(said, language)
    return (
        *_worded(said, parted, language),
        *_bounded(said, parted, language),
        *_given(said, parted, language),
        *_qualified(said, language),
    )


def _worded(said: Read, parted: list[int], language: str) -> Iterable[Condition]:
    """A word such as "if" with what stands behind it, up to the next mark."""
    known = claims.vocabulary(language).conditions
    for at in range(len(said.tokens)):
        if at in said.covered or not (found := known.at(said.tokens, at)):
            continue
        word, start = found
        end = next((one for one in parted if one >= start and _ends(said, one)), len(said.tokens))
        stems = meaning_within(said, start, end, language)
        limits = tuple(one for one in said.claims if start <= one.start < end and not one.weak)
        yield Condition(stems, limits, word="" if stems or limits else word)


def _ends(said: Read, at: int) -> bool:
    return at == len(said.tokens) or is_mark(said, at)


def _given(said: Read, parted: list[int], language: str) -> Iterable[Condition]:
    """`With a photo ID in the shop`: the words right behind it. "With a card or in cash" is no condition."""
    known = claims.vocabulary(language)
    for at in range(len(said.tokens)):
        if at in said.covered or not (found := known.given.at(said.tokens, at)):
            continue
        end = _end_of_run(said, found[1], {*parted, *said.covered}, language)
        beyond = {one.folded for one in (*said.tokens[max(at - 1, 0) : at], *said.tokens[end : end + 1])}
        stems = meaning_within(said, at, end, language)
        if stems and known.alternatives.isdisjoint(beyond):
            yield Condition(stems)


def _end_of_run(said: Read, start: int, ends: set[int], language: str) -> int:
    """Behind the words of meaning that follow one another; behind a name at once, since a German verb may follow."""
    at, named = start, start > 0 and said.tokens[start - 1].raw[0].isupper()
    while at not in ends and not named and (at == start or meaning_within(said, at, at + 1, language)):
        named = said.tokens[at].raw[0].isupper()
        at += 1
    return at


def _qualified(said: Read, language: str) -> Iterable[Condition]:
    """`Unused clothing`: of clothing it must be told, of nothing else."""
    known = _stems(claims.vocabulary(language).qualifiers, language)
    for at, token in enumerate(said.tokens):
        if (own := stem(token.folded, language)) in known:
            beside = meaning_within(said, max(at - 1, 0), at + 2, language) - {own}
            yield Condition(frozenset({own}), beside=beside)


@lru_cache
def _stems(words: frozenset[str], language: str) -> frozenset[str]:
    return frozenset(stem(word, language) for word in words)


def _bounded(said: Read, parted: list[int], language: str) -> Iterable[Condition]:
    for claim in said.claims:
        limits = claim.bound in _LIMITS and claim.kind in QUANTITIES | {Kind.DATE} and not claim.weak
        if limits and not (_is_the_value(said, claim, language) or _explains(said, claim)):
            yield Condition(claims=(claim,), beside=_own_words(said, claim, parted, language))


def _is_the_value(said: Read, claim: Claim, language: str) -> bool:
    """`Takes up to 3 days`: told, and no condition of anything else."""
    known = claims.vocabulary(language)
    bounds = (known.times_bounds.at(said.tokens, at) or ("", at) for at in range(claim.start))
    start = next((at for at, (_, end) in enumerate(bounds) if end == claim.start), claim.start)
    return start > 0 and said.tokens[start - 1].folded in known.measuring


def _explains(said: Read, claim: Claim) -> bool:
    """`Half a day (up to 4 hours)`: in brackets behind another claim of its kind. What is free has no such bounds."""
    opening = max((at for at in range(claim.start) if said.tokens[at].raw == "("), default=None)
    return claim.kind is not Kind.MONEY and any(one.end == opening and one.kind is claim.kind for one in said.claims)


def _own_words(said: Read, claim: Claim, parted: list[int], language: str) -> frozenset[str]:
    """`Day $85, deposit from $300`: the deposit's. Of what stands first all may hang on it.

    Of what stands behind "and" as well, unless that part claims something of its own.
    """
    before = max(at for at in parted if at < claim.start)
    end = min(at for at in parted if at >= claim.end)
    joined = joins(said, before, language) or joins(said, before + 1, language)
    alone = not any(before < one.start < end and one != claim and not one.weak for one in said.claims)
    return frozenset() if before < 0 or (joined and alone) else meaning_within(said, before + 1, end, language)
