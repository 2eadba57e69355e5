"""Owns whose turn it is: by urgency, then so that nobody's many questions hold up somebody's first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Protocol, TypeVar

from appliance.model_server.generation.values import Generation, Priority


class Waiting(Protocol):
    @property
    def generation(self) -> Generation: ...
    @property
    def priority(self) -> Priority: ...


Each = TypeVar("Each", bound=Waiting)


def in_turn(line: Sequence[Each], running: Mapping[str, int]) -> list[Each]:
    """`line`, which stands in order of arrival, in the order in which it is served.

    Within a priority the first question of everyone comes before the second of anyone; those that are being answered
    (`running`, by visitor) count. Questions without a visitor's key are taken for questions of different visitors.
    """
    before = Counter(running)
    turns: list[tuple[int, int, int]] = []
    # A visitor's less urgent questions never count against the urgent ones.
    for at in sorted(range(len(line)), key=lambda at: (line[at].priority, at)):
        key = line[at].generation.visitor
        turns.append((line[at].priority, before[key] if key else 0, at))
        before[key] += 1
    return [line[at] for _, _, at in sorted(turns)]
