"""Owns a sentence parted where "but" sets one clause against the other. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from appliance.chat.grounding.claims.tokens import Token, plain, tokenise
from appliance.chat.grounding.claims.vocabulary import Vocabulary, vocabulary


def clauses(text: str, language: str) -> list[str]:
    """`You need no licence, | but you need a helmet`. "But not on Mondays" and "but only from $50" stay in one piece.

    What such words limit is said before them.
    """
    text, words = plain(text), vocabulary(language)
    tokens = tokenise(text)
    starts = [token.start for at, token in enumerate(tokens) if at and _sets_against(tokens, at, words)]
    parts = (text[start:end].strip() for start, end in pairwise((0, *starts, len(text))))
    return [part for part in parts if part]


def _sets_against(tokens: Sequence[Token], at: int, words: Vocabulary) -> bool:
    if tokens[at].raw != ";" and tokens[at].folded not in words.contrasts:
        return False
    if words.denials.before(tokens, at + 1):  # "everything but shoes"
        return False
    behind = at + 1
    limits = words.conditions.at(tokens, behind) or words.times_bounds.at(tokens, behind)
    return not limits and not (behind < len(tokens) and tokens[behind].folded in words.negations)
