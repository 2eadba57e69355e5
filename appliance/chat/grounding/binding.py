"""Owns whether a value is told of the thing it stands beside, and not of another thing in its sentence. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from appliance.chat.grounding import claims
from appliance.chat.grounding.claims import Claim, Kind
from appliance.chat.grounding.claims.reading import Read
from appliance.chat.grounding.parts import borders, meaning_within
from appliance.chat.grounding.statement import Statement
from appliance.core.language import stem


@dataclass(frozen=True, slots=True)
class Place:
    """One claim of the evidence with what it is said of: in its sentence under its heading, and right beside it.

    `verbs` are what something does there in a time: it lasts, it charges.
    """

    claim: Claim
    sentence: str
    of: frozenset[str]
    beside: frozenset[str]
    verbs: frozenset[str]

    def nearness(self, said: frozenset[str], asked: frozenset[str]) -> tuple[float, ...]:
        """How much it speaks of the same: by sentence, then by the question, then by what stands beside the claim."""
        foreign = self.beside - said - asked
        return len(self.of & said), len(self.of & asked), len(self.beside & said) - len(foreign) / 2

    def is_nearer(self, rival: Place, said: frozenset[str], asked: frozenset[str]) -> bool:
        """Whether rather this than the `rival` value is `said`; in one sentence by what stands beside each.

        What stands beside an earlier value may hold for later ones too ("A city bike costs $45 a day, $220 a week"),
        never the other way round.
        """
        if self.sentence != rival.sentence:
            return self.nearness(said, asked) >= rival.nearness(said, asked)
        here, there = (self.beside | self.verbs, rival.beside | (rival.verbs if self.verbs else frozenset()))
        own, theirs = said & (here - there), said & (there - here)
        if theirs:
            return bool(own) and rival.claim.start < self.claim.start
        return bool(own) or len(here - said - asked) <= len(there - said - asked)

    def is_shared(self, rival: Place, said: frozenset[str], bare: frozenset[str]) -> bool:
        """Whether "adults and children" are `said` to have this value, and one of them has the rival's.

        `bare` are the words joined to those beside the value.
        """
        if self.sentence == rival.sentence:
            return bool(bare & (rival.beside - self.beside))
        return bool(bare) and bool(said & (rival.of - self.of))


def places(one: Statement, around: frozenset[str], language: str) -> Iterator[Place]:
    """The claims of a sentence. `around`: the stems of the headings it stands under."""
    for at, claim in enumerate(one.claims):
        beside, verbs = _beside(one, at, language)
        yield Place(claim, one.text, one.speaks_of(claim) | _telling(one.text, language) | around, beside, verbs)


def told_of(said: Statement, at: int, language: str) -> frozenset[str]:
    """What a written sentence says of its claim: all its words, or those beside it when there are several claims."""
    claim = said.claims[at]
    if sum(one.kind is claim.kind for one in said.claims) > 1:
        return frozenset().union(*_beside(said, at, language))
    verbs = _verbs(claims.read(said.text, language), 0, None, language)
    return said.speaks_of(claim) | _telling(said.text, language) | verbs


@lru_cache(maxsize=4096)
def bare(text: str, language: str) -> frozenset[str]:
    """The words of its parts without any claim: the adults of "Adults and children pay $6"."""
    said = claims.read(text, language)
    return frozenset().union(
        *(
            meaning_within(said, start, end, language)
            for start, end in _parts(said, language)
            if not any(start <= one.start < end and not one.weak for one in said.claims)
        )
    )


def _beside(one: Statement, at: int, language: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words and the verbs of a claim's own part."""
    said, claim = claims.read(one.text, language), one.claims[at]
    start, end = next(part for part in _parts(said, language) if part[0] <= claim.start < part[1])
    verbs = _verbs(said, start, end, language) if claim.kind is Kind.DURATION else frozenset()
    return one.beside[at] | _telling_within(said, start, end, language), verbs


def _parts(said: Read, language: str) -> Iterable[tuple[int, int]]:
    parted = borders(said, language)
    return [(before + 1, end) for before, end in pairwise(parted)]


def _verbs(said: Read, start: int, end: int | None, language: str) -> frozenset[str]:
    measuring = claims.vocabulary(language).measuring
    return frozenset(stem(token.folded, language) for token in said.tokens[start:end] if token.folded in measuring)


def _telling(text: str, language: str) -> frozenset[str]:
    said = claims.read(text, language)
    return _telling_within(said, 0, len(said.tokens), language)


def _telling_within(said: Read, start: int, end: int, language: str) -> frozenset[str]:
    """Small words that make another thing of it: "check-in" and "check-out", inside and outside."""
    opposites, tokens = claims.vocabulary(language).opposites, said.tokens[start:end]
    hyphened = (
        f"{before.folded}-{after.folded}"
        for before, sign, after in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if sign.raw == "-" and not sign.spaced
    )
    return frozenset((*hyphened, *(token.folded for token in tokens if token.folded in opposites)))
