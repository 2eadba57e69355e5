"""Owns noticing that two documents give different values for the same thing. Pure.

The same thing is the same words of meaning: in the sentence around the value, or in the heading above it when the
other one says them too. So a list of many prices never contradicts itself, and "half a day" is not "a day".
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from appliance.chat.grounding.claims import QUANTITIES, Claim, Kind, proves, read, vocabulary
from appliance.chat.grounding.statement import Statement, statement
from appliance.chat.words import say
from appliance.contract.retrieval import Asked, FoundPassage
from appliance.core.language import content_stems, fold, sentences, words

# A plain number may count anything, and of measures several often hold at once.
KINDS = frozenset({Kind.MONEY, Kind.PERCENT, Kind.DURATION, Kind.TIME, Kind.DATE})
# "Warranty: 2 years" and "Warranty: 5 years" may be of two products: one word names a thing only in documents that are
# all about it or about the whole shop.
NAMED_BY = 2
# What stands before a colon in as few words as these is the item of a row; more are the beginning of a sentence.
ITEM_WORDS = 3
# How much of the question must be what both speak of.
ASKED_FOR = 0.5


@dataclass(frozen=True, slots=True)
class Told:
    """One value with the sentence it stands in, the passage, and what it is said of."""

    claim: Claim
    sentence: str
    passage: FoundPassage
    of: frozenset[str]
    around: frozenset[str]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two sentences of two documents that cannot both hold."""

    one: Told
    other: Told


def contradictions(passages: Sequence[FoundPassage], asked: Asked) -> tuple[Contradiction, ...]:
    """Values near the question that differ between documents, best passages first. `passages` are best first."""
    told = [one for passage in passages for one in _told(passage, asked)]
    wanted = statement(asked.text, asked.language).stems
    found = (
        Contradiction(one, other)
        for one, other in itertools.combinations(told, 2)
        if _of_one_thing(one, other, wanted, asked.language)
        and _apart(one.claim, other.claim)
        and not _both_told(one, other, told)
    )
    return tuple(found)


def _told(passage: FoundPassage, asked: Asked) -> Iterable[Told]:
    heading = [statement(line, asked.language) for line in (passage.title, *passage.heading)]
    around = frozenset(stem for line in heading for stem in line.stems)
    for sentence in sentences(passage.text):
        said = statement(sentence, asked.language)
        if said.negated or _is_outdated(sentence, asked.language):
            continue
        item = said.lead if _is_item(sentence, said, asked.language) else frozenset()
        for at in _clear(said):
            yield Told(said.claims[at], sentence, passage, said.beside[at] | item, around | said.lead)


def _is_outdated(sentence: str, language: str) -> bool:
    tokens, outdated = read(sentence, language).tokens, vocabulary(language).outdated
    return any(outdated.at(tokens, at) for at in range(len(tokens)))


def _is_item(sentence: str, said: Statement, language: str) -> bool:
    """A row begins with its item, "We hold: $200 for …" does not."""
    first, *_ = words(sentence) or [""]
    return len(said.lead) <= ITEM_WORDS and bool(content_stems(first, language))


def _clear(said: Statement) -> Iterable[int]:
    """The claims that stand alone in their part of the sentence, so that it is known what they are said of."""
    parts = [(one.kind, one.bound, beside) for one, beside in zip(said.claims, said.beside, strict=True)]
    for at, claim in enumerate(said.claims):
        if claim.kind in KINDS and not claim.weak and parts.count(parts[at]) == 1:
            yield at


def _of_one_thing(one: Told, other: Told, wanted: frozenset[str], language: str) -> bool:
    named, around = one.of | other.of, one.around & other.around
    if one.claim.kind is Kind.TIME:
        named |= around & wanted  # "Saturday" under "Opening hours" in both
    return (
        one.passage.document_id != other.passage.document_id
        and _comparable(one.claim, other.claim)
        and bool(one.of & other.of)
        and one.of <= other.of | other.around
        and other.of <= one.of | one.around
        and (len(named) >= NAMED_BY or all(_is_about(told.passage.title, named, language) for told in (one, other)))
        and len(wanted & (named | around)) >= ASKED_FOR * len(wanted)
    )


def _is_about(title: str, named: frozenset[str], language: str) -> bool:
    pages = vocabulary(language).shop_pages
    return named <= set(content_stems(title, language)) or any(fold(word) in pages for word in words(title))


def _comparable(one: Claim, other: Claim) -> bool:
    same_unit = one.unit == other.unit or one.kind is Kind.TIME
    return one.kind is other.kind and one.bound == other.bound and same_unit


def _apart(one: Claim, other: Claim) -> bool:
    """Whether no value fits both."""
    if one.kind in QUANTITIES:
        return _high(one) < Decimal(other.value) or _high(other) < Decimal(one.value)
    return not proves(one, other) and not proves(other, one)


def _high(claim: Claim) -> Decimal:
    return Decimal(claim.upto or claim.value)


def _both_told(one: Told, other: Told, told: Sequence[Told]) -> bool:
    """Whether one of the documents gives the other's value for the same thing as well."""
    return any(
        not _apart(mine.claim, theirs.claim)
        for mine, theirs in itertools.product(told, (one, other))
        if mine.passage.document_id != theirs.passage.document_id
        and (mine.claim.kind, mine.claim.unit, mine.of) == (theirs.claim.kind, theirs.claim.unit, theirs.of)
        and mine.passage.document_id in (one.passage.document_id, other.passage.document_id)
    )


def tell(found: Contradiction, language: str) -> str:
    """Both sides with the documents they stand in, and that the team knows."""
    one, other = found.one, found.other
    return say(
        "contradiction", language,
        one=one.sentence.rstrip("."), one_source=one.passage.title,
        other=other.sentence.rstrip("."), other_source=other.passage.title,
    )  # fmt: skip
