"""Owns summing up answers: how often each rung answered, how fast, how the questions ended. Pure."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from appliance.contract.insights import AnswerFigures, RungFigures, Times


class Tally:
    """Grows by some traces at a time; keeps nothing of them but numbers."""

    def __init__(self) -> None:
        self._outcomes = Counter[str]()
        self._rungs = Counter[str]()
        self._firsts: dict[str, list[float]] = defaultdict(list)
        self._totals: dict[str, list[float]] = defaultdict(list)
        self._steps: dict[str, list[float]] = defaultdict(list)
        self._turned_away = self._cached = self._dropped = 0

    def add(self, kept: Iterable[str]) -> None:
        """Each is an AnswerTrace as JSON: it was checked when it was kept, and is not checked again."""
        for one in kept:
            self._add(json.loads(one))

    def _add(self, trace: dict[str, Any]) -> None:
        rung = trace["rung"] or "none"
        self._rungs[rung] += 1
        self._outcomes[trace["outcome"]] += 1
        for times, took in ((self._firsts, trace["first_words_ms"]), (self._totals, trace["total_ms"])):
            if took is not None:
                times[rung].append(took)
        for span in trace["spans"]:
            self._steps[span["name"]].append(span["duration_ms"])
        self._turned_away += trace.get("turned_away", 0)
        self._cached += bool(trace["cache_layers"])
        self._dropped += trace["sentences_dropped"]

    def figures(self, since: str) -> AnswerFigures:
        return AnswerFigures(
            since=since,
            answers=self._rungs.total(),
            outcomes=dict(self._outcomes),
            rungs=tuple(
                RungFigures(
                    rung=rung, answers=count, first_words=times(self._firsts[rung]), total=times(self._totals[rung])
                )
                for rung, count in sorted(self._rungs.items())
            ),
            steps={name: found for name, took in sorted(self._steps.items()) if (found := times(took))},
            turned_away=self._turned_away,
            cached=self._cached,
            sentences_dropped=self._dropped,
        )


def times(took: list[float]) -> Times | None:
    """The percentiles of so many milliseconds; None when there are none."""
    if not took:
        return None
    ordered = sorted(took)
    p50, p95, p99 = (round(ordered[min(len(ordered) * part // 100, len(ordered) - 1)], 1) for part in (50, 95, 99))
    return Times(p50_ms=p50, p95_ms=p95, p99_ms=p99)
