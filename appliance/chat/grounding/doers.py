"""Owns who does what in a sentence that names several: "Anna repairs bikes and Ben repairs watches". Pure."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise, permutations

from appliance.chat.grounding import claims
from appliance.chat.grounding.claims.reading import Read
from appliance.chat.grounding.parts import borders, meaning_within
from appliance.chat.grounding.statement import Statement


def takes_anothers_part(said: Statement, there: Statement, language: str) -> bool:
    """Whether somebody is `said` to do what another one does `there`, and leaves out what stands beside the name."""
    return any(
        one <= said.stems and mine - said.stems and said.stems & (theirs - mine - other)
        for (one, mine), (other, theirs) in permutations(_doers(there.text, language), 2)
    )


@lru_cache(maxsize=4096)
def _doers(text: str, language: str) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Of each part that begins with a name: the name, and all its words of meaning."""
    said = claims.read(text, language)
    return tuple(
        (name, meaning_within(said, before + 1, end, language))
        for before, end in pairwise(borders(said, language))
        if (name := _name_at(said, before + 1, end, language))
    )


def _name_at(said: Read, start: int, end: int, language: str) -> frozenset[str]:
    begins = start < end and said.tokens[start].raw[0].isupper()
    return meaning_within(said, start, start + 1, language) if begins else frozenset()
