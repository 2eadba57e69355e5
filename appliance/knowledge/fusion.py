"""Owns joining ranked lists into one. Pure."""

from __future__ import annotations

from collections.abc import Sequence

# The constant of reciprocal rank fusion in Cormack, Clarke and Büttcher (2009).
K = 60


def fuse(lists: Sequence[tuple[float, Sequence[str]]]) -> list[tuple[str, float]]:
    """Reciprocal rank fusion of weighted lists, best first; a tie keeps the order of first sight."""
    scores: dict[str, float] = {}
    for weight, keys in lists:
        for rank, key in enumerate(keys, start=1):
            scores[key] = scores.get(key, 0.0) + weight / (K + rank)
    return sorted(scores.items(), key=lambda item: -item[1])
