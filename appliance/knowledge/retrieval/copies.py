"""Owns whether one text says the same as another that is as near as can be: the same numbers, yes and no. Pure."""

from __future__ import annotations

from functools import lru_cache

from appliance.core.language import STEMMERS, fold, words
from appliance.core.questions.asking import numbers
from appliance.core.questions.lexicon import lexicon


def agree(one: str, other: str) -> bool:
    """Whether they do. A new price or a new "not" moves no vector: "$30" is as near to "$45" as a copy."""
    return _telling(one) == _telling(other)


def _telling(text: str) -> list[str]:
    """Its numbers and its words that deny, as they follow each other."""
    folded = (fold(word).replace("’", "'") for word in words(text))
    return [str(numbers().get(word, word)) for word in folded if _tells(word)]


def _tells(word: str) -> bool:
    return word in numbers() or word in _negations() or word.endswith("n't") or any(map(str.isdigit, word))


@lru_cache
def _negations() -> frozenset[str]:
    """Of every language: which one a text is in is not asked."""
    return frozenset(word for language in STEMMERS for word in lexicon(language).negation)
