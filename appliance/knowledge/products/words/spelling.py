"""Owns which word of the table was probably meant by a misspelled one. Pure."""

from __future__ import annotations

from collections.abc import Iterable

LONG = 9


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The one known word within a letter (two in long words) that begins alike; None when there is none or two.

    Words with digits are names: `x3` is never `x4`.
    """
    if not word.isalpha():
        return None
    most = 2 if len(word) >= LONG else 1
    by_distance: dict[int, list[str]] = {}
    for one in known:
        if one[0] == word[0] and abs(len(one) - len(word)) <= most and one.isalpha():
            by_distance.setdefault(distance(word, one), []).append(one)
    best = min(by_distance, default=most + 1)
    return by_distance[best][0] if best <= most and len(by_distance[best]) == 1 else None


def distance(one: str, other: str) -> int:
    """How many letters must be put in, left out, changed or swapped with their neighbour."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [at]
        for there, match in enumerate(other, start=1):
            cost = min(before[there] + 1, row[there - 1] + 1, before[there - 1] + (letter != match))
            if at > 1 and there > 1 and letter == other[there - 2] and one[at - 2] == match:
                cost = min(cost, earlier[there - 2] + 1)
            row.append(cost)
    return row[-1]
