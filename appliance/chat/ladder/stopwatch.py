"""Owns how long each step of one answer took."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from appliance.contract.chat import Span
from appliance.core.clock import Monotonic


class Stopwatch:
    """Starts when the question is accepted; collects one span a step."""

    def __init__(self, clock: Monotonic) -> None:
        self.clock = clock
        self._began = clock()
        self._spans: list[Span] = []

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        start = self.clock()
        try:
            yield
        finally:
            self.add(name, start, self.clock() - start)

    def add(self, name: str, start: float, took: float) -> None:
        """A step that was timed elsewhere by the same clock; seconds."""
        self._spans.append(
            Span(name=name, start_ms=round((start - self._began) * 1000, 2), duration_ms=round(took * 1000, 2))
        )

    def split(self, name: str, parts: Iterable[tuple[str, float]]) -> None:
        """Tell what a finished step consisted of: one part after the other from its beginning, in seconds."""
        start = next(span.start_ms for span in reversed(self._spans) if span.name == name)
        for part, took in parts:
            self._spans.append(Span(name=f"{name}.{part}", start_ms=round(start, 2), duration_ms=round(took * 1000, 2)))
            start += took * 1000

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(self._spans)

    def now(self) -> float:
        """Seconds since the question was accepted."""
        return self.clock() - self._began

    def elapsed_ms(self) -> float:
        return round(self.now() * 1000, 2)
