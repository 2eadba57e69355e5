"""Owns the order of what was found: likeness and keywords as one score, neighbours' support, no passage twice. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from appliance.contract.retrieval import FoundPassage
from appliance.knowledge.retrieval.copies import agree

Array = NDArray[np.float32]

# How much one point of BM25 is worth beside a cosine. On 325 first and 250 follow-up questions over 134 public
# documents the sum finds the right document among five at 0.94 and 0.92; reciprocal ranks at 0.94 and 0.92.
KEYWORD_WEIGHT = 0.02
# A passage whose document was found in other places too is likelier to be the right one.
NEIGHBOUR_WEIGHT = 0.05
NEIGHBOURS = 3
AMONG = 40
# Who asks for a typed fact in its own words was answered before anything was searched: what comes near one by
# meaning alone is a little less likely to be asked for.
FACT_WEIGHT = 0.94
# Two passages nearer than this say the same in the same words, but for their numbers and a "not".
SAME = 0.98


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one text of the question found: its weight, the likeness of each passage, BM25 by passage key."""

    weight: float
    likeness: Sequence[float]
    keywords: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage with its name in the index, its vector and the language of its document.

    A typed fact has nothing to do with its neighbours.
    """

    key: str
    passage: FoundPassage
    vector: Array
    is_fact: bool = False
    language: str | None = None


def ranked(candidates: Sequence[Candidate], evidence: Sequence[Evidence]) -> list[FoundPassage]:
    """Best first. What says the same as a better one goes to the end."""
    scored = sorted(
        (_scored(at, one, evidence) for at, one in enumerate(candidates)), key=lambda one: -one.passage.score
    )
    support = _support([one.passage for one in scored[:AMONG] if not one.is_fact])
    supported = [one if one.is_fact else replace(one, passage=_with_support(one.passage, support)) for one in scored]
    supported.sort(key=lambda one: -one.passage.score)
    return _each_once(supported)


def in_language(candidates: Sequence[Candidate], language: str) -> list[Candidate]:
    """Of typed facts, which are told in each language, those in this one; all where there is none in it."""
    spoken = any(one.is_fact and one.language == language for one in candidates)
    return [one for one in candidates if not (spoken and one.is_fact) or one.language == language]


def _scored(at: int, one: Candidate, evidence: Sequence[Evidence]) -> Candidate:
    score = sum(
        each.weight * (each.likeness[at] + KEYWORD_WEIGHT * each.keywords.get(one.key, 0.0)) for each in evidence
    )
    similarity = max((each.likeness[at] for each in evidence), default=0.0)
    score *= FACT_WEIGHT if one.is_fact else 1
    return replace(one, passage=replace(one.passage, score=score, similarity=similarity))


def _support(passages: Sequence[FoundPassage]) -> dict[str, list[float]]:
    """The best few scores of each document; `passages` are best first."""
    scores: defaultdict[str, list[float]] = defaultdict(list)
    for passage in passages:
        if len(scores[passage.document_id]) < NEIGHBOURS:
            scores[passage.document_id].append(passage.score)
    return scores


def _with_support(passage: FoundPassage, support: Mapping[str, Sequence[float]]) -> FoundPassage:
    best = support.get(passage.document_id, ())
    others = sum(best) - (passage.score if passage.score in best else 0.0)
    return replace(passage, score=passage.score + NEIGHBOUR_WEIGHT * max(0.0, others))


def _each_once(candidates: Sequence[Candidate]) -> list[FoundPassage]:
    kept: list[Candidate] = []
    again: list[FoundPassage] = []
    for one in candidates:
        if any(_is_copy(one, other) for other in kept[:AMONG]):
            again.append(one.passage)
        else:
            kept.append(one)
    return [*(one.passage for one in kept), *again]


def _is_copy(one: Candidate, other: Candidate) -> bool:
    """The rows of one table are near to each other, and none is a copy."""
    here, there = one.passage, other.passage
    return (
        float(one.vector @ other.vector) > SAME
        and (here.document_id, here.heading) != (there.document_id, there.heading)
        and agree(here.text, there.text)
    )
