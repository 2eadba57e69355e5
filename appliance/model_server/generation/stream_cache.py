"""Owns what was computed before where every sequence has cells of its own: copied whole, then cut to what is shared.

The prefix tree's sharing costs nothing to set up, but then a token is compared with the cells of all answers. On a
processor that comparison is most of the work; copying a stream takes some milliseconds, computing it again a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from appliance.model_server.generation.ports import Copy, Forget, MemoryStep
from appliance.model_server.generation.prefix_tree import common

# Below this many tokens a copy takes longer than computing them.
WORTH_COPYING = 16
# A stream that begins with this share of an ended one served the same passages: it makes room for the newer.
ALIKE = 0.85


@dataclass(frozen=True, slots=True)
class Shared:
    """The beginning of `sequence` that was copied: `end` tokens."""

    sequence: int
    end: int


class StreamCache:
    """Streams of answers being written and of answers that ended. `holders` keep the latter, oldest given up first."""

    def __init__(self, holders: Iterable[int]) -> None:
        self._kept: dict[int, tuple[int, ...]] = dict.fromkeys(holders, ())  # in order of last use
        self._live: dict[int, tuple[int, ...]] = {}
        self.cells = 0  # nothing kept stands in the way of an answer

    def match(self, tokens: Sequence[int]) -> int:
        """Length of the longest prefix of `tokens` that some stream holds."""
        return self._nearest(tokens)[1]

    def attach(self, tokens: Sequence[int], sequence: int) -> tuple[Shared, list[MemoryStep]]:
        """Give `sequence` a copy of the longest prefix that some stream holds."""
        source, length = self._nearest(tokens)
        if source is None or length < WORTH_COPYING:
            self._live[sequence] = ()
            return Shared(sequence, 0), []
        self._touch(source)
        self._live[sequence] = tuple(tokens[:length])
        return Shared(sequence, length), [Copy(source, sequence, 0, length)]

    def detach(self, shared: Shared) -> None:
        """The copy was not made after all."""
        del self._live[shared.sequence]

    def insert(self, tokens: Sequence[int], sequence: int, shared: Shared) -> tuple[Shared, list[MemoryStep]]:
        """`sequence` has computed `tokens`: others may copy from it while it is still written."""
        self._live[sequence] = tuple(tokens)
        return shared, []

    def release(self, sequence: int, shared: Shared) -> list[MemoryStep]:
        """The answer has ended: keep its stream where it is worth most, and empty its own."""
        tokens = self._live.pop(sequence)
        holder = self._place_for(tokens)
        if holder is None:
            return [Forget(sequence)]
        self._kept[holder] = tokens
        self._touch(holder)
        return [Copy(sequence, holder, 0, len(tokens)), Forget(sequence)]

    def evictable(self) -> int:
        return 0

    def evict(self, cells: int) -> list[MemoryStep]:
        """Nothing: what is kept takes no room from answers."""
        return []

    def _place_for(self, tokens: tuple[int, ...]) -> int | None:
        """The holder of a stream like this one, else the one unused for longest; None when keeping gains nothing."""
        if len(tokens) < WORTH_COPYING or not self._kept:
            return None
        alike, length = max(
            ((holder, common(tokens, kept)) for holder, kept in self._kept.items()), key=lambda one: one[1]
        )
        if length == len(tokens):
            return None
        return alike if length >= ALIKE * len(tokens) else next(iter(self._kept))

    def _nearest(self, tokens: Sequence[int]) -> tuple[int | None, int]:
        best: tuple[int | None, int] = (None, 0)
        for streams in (self._kept, self._live):
            for sequence, held in streams.items():
                if (length := common(tokens, held)) > best[1]:
                    best = sequence, length
        return best

    def _touch(self, sequence: int) -> None:
        if sequence in self._kept:
            self._kept[sequence] = self._kept.pop(sequence)
