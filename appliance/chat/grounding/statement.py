"""Owns one sentence taken apart: what it speaks of, what it claims, and the words beside each claim. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from appliance.chat.grounding import claims
from appliance.chat.grounding.claims import Claim, Kind
from appliance.chat.grounding.claims.reading import Read
from appliance.core.language import content_stems

_BORDERS = frozenset(",;:|–—")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence. `stems`: its words of meaning without those of claims and those that every answer holds.

    `beside` holds for each claim the stems, and the other kinds of claims, in its own part of the sentence.
    `lead` is what stands before the first colon: the item of a row.
    """

    text: str
    stems: frozenset[str]
    claims: tuple[Claim, ...]
    beside: tuple[frozenset[str], ...]
    lead: frozenset[str]
    negated: bool

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
    return Statement(
        text=text,
        stems=_meaning(claims.free_of_claims(said), language),
        claims=said.claims,
        beside=tuple(_beside(claim, said, language) for claim in said.claims),
        lead=_meaning(text.partition(": ")[0], language) if ": " in text else frozenset(),
        negated=claims.negated(text, language),
    )


def _beside(claim: Claim, said: Read, language: str) -> frozenset[str]:
    """What stands between the borders around a claim; when that is nothing, what stands before it too."""
    borders = [-1, *(at for at in range(len(said.tokens)) if at not in said.covered and _is_border(said, at, language))]
    end = next((at for at in borders if at >= claim.end), len(said.tokens))
    for before in reversed([at for at in borders if at < claim.start]):
        others = {one.key for one in others_of(claim, said.claims) if before < one.start < end}
        if beside := _meaning(claims.free_of_claims(said, before + 1, end), language) | others:
            return beside
    return frozenset()


def _is_border(said: Read, at: int, language: str) -> bool:
    """A mark that parts, or "and"; the Italian one is no border in "e-bike"."""
    joins = claims.vocabulary(language).joins.at(said.tokens, at)
    behind = said.tokens[at + 1] if at + 1 < len(said.tokens) else None
    return said.tokens[at].raw in _BORDERS or (joins is not None and behind is not None and behind.spaced)


def _meaning(text: str, language: str) -> frozenset[str]:
    neutral = _neutral_stems(language)
    return frozenset(content_stems(text, language)) - neutral


@lru_cache
def _neutral_stems(language: str) -> frozenset[str]:
    return frozenset(stem for word in claims.vocabulary(language).neutral for stem in content_stems(word, language))
