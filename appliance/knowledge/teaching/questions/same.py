"""Owns the judgement that two questions ask the same. Pure.

Vectors alone cannot tell: `men's hair` and `women's hair` lie nearer together than most ways of asking for one thing.
So the words must agree, kind by kind, and the vectors must not speak against it. Who does what to whom is not seen:
`can I collect it` and `can you collect it` are one question here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from appliance.core.questions.fingerprint import Fingerprint
from appliance.core.questions.likeness import Array, likeness

# Figures of `tests/bench/knowledge/approved.py`. In the same words nearly everything that asks the same lies above;
# with words mixed from several ways of asking, 0.8 is the lowest border without a wrong answer.
SAME_WORDS = 0.35
MIXED_WORDS = 0.8


@dataclass(frozen=True, slots=True)
class Wording:
    """One way of asking. `vector` is None until the embedder has seen it."""

    question: str
    language: str
    print: Fingerprint
    vector: Array | None = None


def in_words(asked: Fingerprint, ways: Sequence[Wording]) -> bool:
    """Can these words ask the same at all? Cheap: what says no here needs no vector."""
    return bool(_equal(asked, ways)) or _mixed(asked, ways)


def nearness(asked: Fingerprint, vector: Array, ways: Sequence[Wording], middle: Array) -> float:
    """How near the question is to ways of asking for one answer, 0 when it asks for something else.

    `ways` are in the question's language.
    """
    known = [way for way in ways if way.vector is not None]
    equal = max((_near(vector, way, middle) for way in _equal(asked, known)), default=0.0)
    if equal >= SAME_WORDS:
        return equal
    nearest = max(known, key=lambda way: _near(vector, way, middle), default=None)
    if nearest is None or nearest.print.negated != asked.negated or not _mixed(asked, known):
        return 0.0
    near = _near(vector, nearest, middle)
    return near if near >= MIXED_WORDS else 0.0


def _equal(asked: Fingerprint, ways: Sequence[Wording]) -> list[Wording]:
    alike = [way for way in ways if way.print.keys == asked.keys and way.print.negated == asked.negated]
    return [way for way in alike if way.print.bearing == asked.bearing] if asked.names_something else []


def _mixed(asked: Fingerprint, ways: Sequence[Wording]) -> bool:
    """All words that every way of asking has, and none that no way of asking has, nor one that bears on another."""
    if len(ways) < 2:
        return False
    prints = [way.print for way in ways]
    core = frozenset.intersection(*(print.keys for print in prints))
    return (
        any(not key.startswith("@") for key in core)
        and core <= asked.keys <= frozenset[str]().union(*(print.keys for print in prints))
        and asked.bearing <= frozenset[tuple[str, str]]().union(*(print.bearing for print in prints))
    )


def _near(vector: Array, way: Wording, middle: Array) -> float:
    return 0.0 if way.vector is None else likeness(vector, way.vector, middle)
