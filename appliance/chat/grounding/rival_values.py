"""Owns noticing that two documents give different values for the same thing. Pure.

The same thing is the same words of meaning: in the sentence around the value, or in the heading above it when the
other one says them too. So a list of many prices never contradicts itself, and "half a day" is not "a day".
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from appliance.chat.grounding.claims import QUANTITIES, Claim, Kind, proves
from appliance.chat.grounding.statement import Statement, statement
from appliance.chat.grounding.subject import Side, is_about, is_asked_for, is_outdated, wanted
from appliance.contract.retrieval import Asked, FoundPassage
from appliance.core.language import content_stems, sentences, words

# Of measures and addresses several often hold at once.
KINDS = frozenset({Kind.MONEY, Kind.PERCENT, Kind.DURATION, Kind.TIME, Kind.DATE, Kind.NUMBER})
# "Warranty: 2 years" and "Warranty: 5 years" may be of two products: one word names a thing only in documents that are
# all about it or about the whole shop.
NAMED_BY = 2
# What stands before a colon in as few words as these is the item of a row; more are the beginning of a sentence.
ITEM_WORDS = 3


@dataclass(frozen=True, slots=True)
class Told(Side):
    """One value in a sentence, and what it is said of."""

    claim: Claim
    of: frozenset[str]
    around: frozenset[str]


def rival_values(passages: Sequence[FoundPassage], asked: Asked) -> Iterator[tuple[Told, Told]]:
    """Values near the question that differ between documents, best passages first. `passages` are best first."""
    told = [one for passage in passages for one in _told(passage, asked)]
    named = wanted(asked)
    for one, other in itertools.combinations(told, 2):
        if (
            _of_one_thing(one, other, named, asked.language)
            and _apart(one.claim, other.claim)
            and not _both_told(one, other, told)
        ):
            yield one, other


def _told(passage: FoundPassage, asked: Asked) -> Iterable[Told]:
    heading = [statement(line, asked.language) for line in (passage.title, *passage.heading)]
    around = frozenset(stem for line in heading for stem in line.stems)
    for sentence in sentences(passage.text):
        said = statement(sentence, asked.language)
        if said.negated or is_outdated(sentence, asked.language):
            continue
        item = said.lead if _is_item(sentence, said, asked.language) else frozenset()
        for at in _clear(said):
            yield Told(sentence, passage, said.claims[at], said.beside[at] | item, around | said.lead)


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


def _of_one_thing(one: Told, other: Told, asked: frozenset[str], language: str) -> bool:
    named, around = one.of | other.of, one.around & other.around
    if one.claim.kind is Kind.TIME:
        named |= around & asked  # "Saturday" under "Opening hours" in both
    return (
        one.passage.document_id != other.passage.document_id
        and _comparable(one.claim, other.claim)
        and bool(one.of & other.of)
        and one.of <= other.of | other.around
        and other.of <= one.of | one.around
        and (_is_named(one, named) or all(is_about(told.passage.title, named, language) for told in (one, other)))
        and is_asked_for(named | around, asked)
    )


def _is_named(one: Told, named: frozenset[str]) -> bool:
    """A plain number may count anything, whatever stands beside it."""
    return len(named) >= NAMED_BY and one.claim.kind is not Kind.NUMBER


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
