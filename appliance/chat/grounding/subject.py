"""Owns what a question and a document speak of, for telling whether two documents speak of the same. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from appliance.chat.grounding.claims import Kind, read, vocabulary
from appliance.chat.grounding.statement import statement
from appliance.contract.retrieval import Asked, FoundPassage
from appliance.core.language import content_stems, fold, stem, words
from appliance.core.questions.lexicon import lexicon

# How much of the question must be what both speak of.
ASKED_FOR = 0.5


@dataclass(frozen=True, slots=True)
class Side:
    """A sentence of a document, and the passage it stands in."""

    sentence: str
    passage: FoundPassage


def wanted(asked: Asked) -> frozenset[str]:
    """What a question names: its words of meaning, and the days of the week."""
    said, light = statement(asked.text, asked.language), lexicon(asked.language).light
    named = {stem(word, asked.language) for word in words(asked.text) if fold(word) not in light}
    return (said.stems & named) | {claim.key for claim in said.claims if claim.kind is Kind.WEEKDAY}


def is_asked_for(named: frozenset[str], asked: frozenset[str]) -> bool:
    return len(asked & named) >= ASKED_FOR * len(asked)


def is_about(title: str, named: frozenset[str], language: str) -> bool:
    """Is the document with this title all about what is `named`, or about the whole shop?"""
    pages = vocabulary(language).shop_pages
    return named <= set(content_stems(title, language)) or any(fold(word) in pages for word in words(title))


def is_outdated(sentence: str, language: str) -> bool:
    """Does it say that something held once?"""
    tokens, outdated = read(sentence, language).tokens, vocabulary(language).outdated
    return any(outdated.at(tokens, at) for at in range(len(tokens)))
