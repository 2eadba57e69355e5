"""Owns what writing one answer takes, known at every moment: most answers are stopped before the model has told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from appliance.core.clock import Monotonic
from appliance.inference import CutOff, Usage


@dataclass(slots=True)
class Checks:
    """Looking whether sentences may be shown: when the first look began, and how long all took, in seconds."""

    began: float
    took: float = 0.0


class Meter:
    """Counts pieces and time from what the model told last. A piece is a token, or a few."""

    def __init__(self, clock: Monotonic) -> None:
        self._clock = clock
        self._told: Usage | None = None
        self._first = self._last = 0.0
        self._since = 0
        self.checks: Checks | None = None

    @property
    def usage(self) -> Usage | None:
        """What it took so far; None where the model tells nothing before the end."""
        if self._told is None or not self._since:
            return self._told
        stages = (*self._told.stages, ("decode", self._last - self._first))
        return replace(self._told, answer=self._told.answer + self._since, stages=stages)

    def count(self, piece: str | CutOff | Usage) -> None:
        if isinstance(piece, Usage):
            self._told, self._since = piece, 0
        elif isinstance(piece, str):
            self._last = self._clock()
            self._first = self._first if self._since else self._last
            self._since += 1

    @contextmanager
    def checking(self) -> Iterator[None]:
        start = self._clock()
        self.checks = self.checks or Checks(start)
        try:
            yield
        finally:
            self.checks.took += self._clock() - start
