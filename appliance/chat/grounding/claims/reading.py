"""Owns finding every claim in a text. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from appliance.chat.grounding.claims.claim import Claim, Kind
from appliance.chat.grounding.claims.clock import time_of_day
from appliance.chat.grounding.claims.days import date, weekday
from appliance.chat.grounding.claims.joining import joined
from appliance.chat.grounding.claims.numerals import normal
from appliance.chat.grounding.claims.quantities import free, ordinal, quantity
from appliance.chat.grounding.claims.tokens import Token, plain, tokenise
from appliance.chat.grounding.claims.vocabulary import Vocabulary, vocabulary
from appliance.chat.grounding.claims.written import FIRST_MARK, take

Reader = Callable[[Sequence[Token], int, Vocabulary], Claim | None]
# The more exact one first: "12 March" before "12", "9 am" before "9".
READERS: tuple[Reader, ...] = (free, date, weekday, time_of_day, ordinal, quantity)
_MINUTES_OF_AN_HOUR = 60


@dataclass(frozen=True, slots=True)
class Read:
    """A text's tokens and the claims among them, in order."""

    tokens: tuple[Token, ...]
    claims: tuple[Claim, ...]

    @property
    def covered(self) -> frozenset[int]:
        """The places of all tokens that belong to a claim."""
        return frozenset(at for claim in self.claims if not claim.weak for at in range(claim.start, claim.end))


@lru_cache(maxsize=4096)
def read(text: str, language: str) -> Read:
    """Every claim of a text, each in normal form."""
    words = vocabulary(language)
    marked, written = take(plain(text))
    tokens = tokenise(marked)
    found: list[Claim] = []
    at = 0
    while at < len(tokens):
        claim = _marked(tokens, at, written) or _first(tokens, at, words)
        if claim:
            found.append(claim)
        at = max(claim.end, at + 1) if claim else at + 1
    return Read(tuple(tokens), tuple(_in_minutes(claim) for claim in joined(found, tokens, words)))


def _marked(tokens: Sequence[Token], at: int, written: Sequence[Claim]) -> Claim | None:
    index = ord(tokens[at].raw[0]) - FIRST_MARK
    return replace(written[index], start=at, end=at + 1) if 0 <= index < len(written) else None


def _first(tokens: Sequence[Token], at: int, words: Vocabulary) -> Claim | None:
    return next((claim for reader in READERS if (claim := reader(tokens, at, words))), None)


def _in_minutes(claim: Claim) -> Claim:
    """Hours and minutes are one unit: "half an hour" is "30 minutes"."""
    if claim.kind is not Kind.DURATION or claim.unit != "hour":
        return claim
    ends = (claim.value, claim.upto)
    value, upto = (normal(Decimal(end) * _MINUTES_OF_AN_HOUR) if end else "" for end in ends)
    return replace(claim, value=value, upto=upto, unit="minute")
