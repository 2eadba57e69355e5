"""Owns the parts of a sentence between its borders, and the words of meaning in them. Pure."""

from __future__ import annotations

from functools import lru_cache

from appliance.chat.grounding import claims
from appliance.chat.grounding.claims.reading import Read
from appliance.core.language import content_stems

_MARKS = frozenset(",;:|–—")


def borders(said: Read, language: str) -> list[int]:
    """The tokens that part the sentence, with one before the first and one behind the last."""
    inside = (at for at in range(len(said.tokens)) if at not in said.covered and _is_border(said, at, language))
    return [-1, *inside, len(said.tokens)]


def _is_border(said: Read, at: int, language: str) -> bool:
    """A mark that parts, or "and"; the Italian one is no border in "e-bike"."""
    behind = said.tokens[at + 1] if at + 1 < len(said.tokens) else None
    return is_mark(said, at) or (joins(said, at, language) and behind is not None and behind.spaced)


def is_mark(said: Read, at: int) -> bool:
    return said.tokens[at].raw in _MARKS


def joins(said: Read, at: int, language: str) -> bool:
    return claims.vocabulary(language).joins.at(said.tokens, at) is not None


def meaning(text: str, language: str) -> frozenset[str]:
    """Its stems without those that every answer holds."""
    return frozenset(content_stems(text, language)) - _neutral_stems(language)


def meaning_within(said: Read, start: int, end: int, language: str) -> frozenset[str]:
    """The same of the words beside the claims, from one token to before another."""
    return meaning(claims.free_of_claims(said, start, end), language)


@lru_cache
def _neutral_stems(language: str) -> frozenset[str]:
    return frozenset(stem for word in claims.vocabulary(language).neutral for stem in content_stems(word, language))
