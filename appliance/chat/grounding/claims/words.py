"""Owns what is claimed without figures: names, and whether a sentence says yes or no. Pure."""

from __future__ import annotations

from appliance.chat.grounding.claims.reading import Read, read
from appliance.chat.grounding.claims.vocabulary import vocabulary
from appliance.core.language import content_stems, stem, words


def names(text: str, language: str) -> frozenset[str]:
    """Stems of the names in a sentence: capitalised words that carry meaning, and the first word unless it only opens.

    In German these are all nouns; they too must stand in the evidence.
    """
    said, known = read(text, language), vocabulary(language)
    found: set[str] = set()
    for at, word in enumerate(words(free_of_claims(said))):
        plain_word = word.casefold()
        if not word[0].isupper() or plain_word in known.neutral or not content_stems(word, language):
            continue
        if at or plain_word not in known.openers:
            found.add(stem(word, language))
    return frozenset(found)


def negation(said: Read, language: str) -> int | None:
    """The token by which it says no, the first of them. "No charge" and "without a fee" are prices."""
    denials, covered, at = vocabulary(language).denials, said.covered, 0
    while at < len(said.tokens):
        no, end = denials.at(said.tokens, at) or (said.tokens[at].folded.endswith("n't"), at + 1)
        if no and at not in covered:
            return at
        at = end
    return None


def free_of_claims(said: Read, start: int = 0, end: int | None = None) -> str:
    """The words beside the claims, as they are written; of all tokens or of those from `start` to before `end`."""
    covered, text = said.covered, ""
    for at, token in enumerate(said.tokens[start:end], start):
        text += " " if at in covered else f"{' ' * token.spaced}{token.raw}"
    return text
