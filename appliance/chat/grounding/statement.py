"""Owns one sentence taken apart: what it speaks of, what it claims, and the words beside each claim. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from appliance.chat.grounding import claims
from appliance.chat.grounding.claims import Claim, Kind
from appliance.chat.grounding.claims.reading import Read
from appliance.chat.grounding.conditions import Condition, conditions
from appliance.chat.grounding.parts import borders, joins, meaning, meaning_within


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence. `stems`: its words of meaning without those of claims and those that every answer holds.

    `beside` holds for each claim the stems, and the other kinds of claims, in its own part of the sentence.
    `lead` is what stands before the first colon: the item of a row. `denied` are the stems within reach of its "not".
    `joined`: it tells two things with an "and". `hedged`: it says that something may be so, or seldom is, or was;
    `limited`: that it is so "only" for some, or then.
    """

    text: str
    stems: frozenset[str]
    claims: tuple[Claim, ...]
    beside: tuple[frozenset[str], ...]
    lead: frozenset[str]
    negated: bool
    denied: frozenset[str]
    joined: bool
    hedged: bool
    limited: bool
    conditions: tuple[Condition, ...]

    @property
    def limits(self) -> bool:
        """Whether an answer that says "only" may come from it: `by appointment` is by appointment only."""
        return self.limited or self.negated or bool(self.conditions)

    def speaks_of(self, claim: Claim) -> frozenset[str]:
        """What this claim is said of: the sentence's stems and its claims of other kinds."""
        return self.stems | {one.key for one in others_of(claim, self.claims)}


def others_of(claim: Claim, among: Iterable[Claim]) -> list[Claim]:
    """The claims of other kinds: "6 months" tells which interest is meant. A date's weekday tells nothing new."""
    passed_over = {claim.kind} | ({Kind.WEEKDAY} if claim.kind is Kind.DATE else set())
    return [one for one in among if one.kind not in passed_over and not one.weak]


@lru_cache(maxsize=4096)
def statement(text: str, language: str) -> Statement:
    """The sentence `text`, taken apart once."""
    said = claims.read(text, language)
    no = claims.negation(said, language)
    return Statement(
        text=text,
        stems=meaning(claims.free_of_claims(said), language),
        claims=said.claims,
        beside=tuple(_beside(claim, said, language) for claim in said.claims),
        lead=meaning(text.partition(": ")[0], language) if ": " in text else frozenset(),
        negated=no is not None,
        denied=_reached(no, said, language) if no is not None else frozenset(),
        joined=any(joins(said, at, language) for at in range(len(said.tokens))),
        hedged=_is_hedged(said, language, negated=no is not None),
        limited=any(claims.vocabulary(language).limits.at(said.tokens, at) for at in range(len(said.tokens))),
        conditions=conditions(said, language),
    )


def _is_hedged(said: Read, language: str, *, negated: bool) -> bool:
    """`We no longer rent tandems` hedges nothing: it says no."""
    known = claims.vocabulary(language)
    lists = (known.hedges,) if negated else (known.hedges, known.outdated)
    return any(one.at(said.tokens, at) for one in lists for at in range(len(said.tokens)))


def _beside(claim: Claim, said: Read, language: str) -> frozenset[str]:
    """What stands between the borders around a claim; when that is nothing, what stands before it too."""
    parted = borders(said, language)
    end = min(at for at in parted if at >= claim.end)
    for before in reversed([at for at in parted if at < claim.start]):
        others = {one.key for one in others_of(claim, said.claims) if before < one.start < end}
        if beside := meaning_within(said, before + 1, end, language) | others:
            return beside
    return frozenset()


def _reached(no: int, said: Read, language: str) -> frozenset[str]:
    """`Dogs are welcome, cats are not`: a "not" says nothing of what stands in a part before its own."""
    before = max(at for at in borders(said, language) if at < no)
    return meaning_within(said, before + 1, len(said.tokens), language)
