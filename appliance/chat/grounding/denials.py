"""Owns noticing that one document says yes where another says no of the same. Pure.

The same is the same words of meaning, of documents that are all about it or about the whole shop, and without any
condition: "Dogs are allowed" on the terrace is none of "Dogs are not allowed" in the shop.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from appliance.chat.grounding.claims import vocabulary
from appliance.chat.grounding.statement import statement
from appliance.chat.grounding.subject import Side, is_about, is_asked_for, is_outdated, wanted
from appliance.chat.grounding.turning import turned
from appliance.contract.retrieval import Asked, FoundPassage
from appliance.core.language import content_stems, sentences, stem

# "We do not" says nothing of which another sentence could say the opposite; "We do not sell" little.
NAMED_BY = 2


@dataclass(frozen=True, slots=True)
class Said(Side):
    """A sentence that says yes or no, of what it is said, and what the headings above it name."""

    of: frozenset[str]
    negated: bool
    under: frozenset[str]


def denials(passages: Sequence[FoundPassage], asked: Asked) -> Iterator[tuple[Said, Said]]:
    """Sentences near the question of which one denies the other, best passages first. `passages` are best first."""
    said = [one for passage in passages for one in _said(passage, asked.language)]
    named = wanted(asked)
    for one, other in itertools.combinations(said, 2):
        if _opposed(one, other) and is_asked_for(one.of, named) and not _both_said(one, other, said):
            yield one, other


def _said(passage: FoundPassage, language: str) -> Iterator[Said]:
    if turned(passage, (language,)):
        return
    under = frozenset(content_stems(" ".join(passage.sections), language))
    for sentence in sentences(passage.text):
        taken = statement(sentence, language)
        of = (taken.stems | {claim.key for claim in taken.claims if not claim.weak}) - _negations(language)
        clear = not (sentence.endswith("?") or taken.conditions or is_outdated(sentence, language))
        if clear and len(of) >= NAMED_BY and is_about(passage.title, of, language):
            yield Said(sentence, passage, of=of, negated=taken.negated, under=under)


@lru_cache
def _negations(language: str) -> frozenset[str]:
    return frozenset(stem(word, language) for word in vocabulary(language).negations)


def _opposed(one: Said, other: Said) -> bool:
    return (
        one.passage.document_id != other.passage.document_id
        and one.negated != other.negated
        and one.of == other.of
        and _in_one_place(one, other)
    )


def _in_one_place(one: Said, other: Said) -> bool:
    """Headings that name different things ("Terrace", "Dining room") make two places of one sentence."""
    shared = (one.under | one.of) & (other.under | other.of) & (one.under | other.under)
    return bool(shared) or not (one.under and other.under)


def _both_said(one: Said, other: Said, said: Sequence[Said]) -> bool:
    """Whether one of the documents says the other's as well: then both hold, each in its place."""
    documents = {one.passage.document_id, other.passage.document_id}
    told = {(each.passage.document_id, each.negated) for each in said if each.of == one.of}
    return len({pair for pair in told if pair[0] in documents}) > len(documents)
