"""Owns which words of a question bear on which: `2 adults and 1 child` is not `1 adult and 2 children`. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from appliance.core.language import stem
from appliance.core.questions.lexicon import lexicon

NOT = "not"
"""Stands for every word that denies."""

Bearing = frozenset[tuple[str, str]]
"""Each word that bears on another, with that other one."""


@lru_cache
def turning(language: str) -> frozenset[str]:
    """The keys of words that turn a question round."""
    return _keys(lexicon(language).turning, language)


def bearing(order: Sequence[str], heard: Sequence[str], language: str) -> Bearing:
    """What numbers, negations and opposites stand before; of a trade or a condition, what everything stands before.

    `order` holds the keys of the words that were `heard`, as they stand, and NOT. Empty where there is nothing else to
    bear on.
    """
    things = [key for key in order if not key.startswith("@")]
    trading = _trading(language)
    # `A discount on a helmet when I buy a bike` is none on a bike when I buy a helmet.
    conditions = lexicon(language).conditions if len({*things}) > 2 else frozenset()
    if not (trading.isdisjoint(things) and conditions.isdisjoint(heard)):
        return frozenset(pairwise((*(key for key in things if key not in trading), "")))
    turns = {key for key in things if key == NOT or key in turning(language) or any(map(str.isdigit, key))}
    if len(turns) == 1 and len({*things} - turns) == 1:
        return frozenset()
    return frozenset((key, after) for key, after in pairwise((*things, "")) if key in turns)


@lru_cache
def _trading(language: str) -> frozenset[str]:
    return _keys(lexicon(language).trading, language)


def _keys(words: Iterable[str], language: str) -> frozenset[str]:
    """A word's key is its stem, or the word itself where it stands for its kind."""
    return frozenset(key for word in words for key in (word, stem(word, language)))
