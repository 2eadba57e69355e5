"""Owns what a kind of fact says to a question."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Match:
    """A fact that was asked for: its words, the kind of fact, the words or stems of the question it explains.

    `place` names the kind in the phrases, `url` shows more.
    """

    text: str
    place: str
    used: frozenset[str]
    url: str | None = None
