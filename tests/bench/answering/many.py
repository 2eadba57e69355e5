"""Owns the figures on many visitors at once: is anybody cut off, how honest is the line, how soon are first words."""

from __future__ import annotations

import asyncio
import json
import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from appliance.contract.chat import Rung
from appliance.contract.insights import AnswerTrace
from tests.bench.answering.crowd import Crowd, Seen
from tests.whole.box import Box

QUESTIONS = tuple((Path(__file__).parents[2] / "data").glob("demo_questions*.jsonl"))
# Whoever is told "in half a second" does not notice a second: shorter waits are no test of the guess.
WORTH_GUESSING_S = 1.0
TRACES = 2_000


def run(box: Box, visitors: int, seconds: float) -> dict[str, Any]:
    """So many visitors for so long on a box with the demo shop."""
    seen = asyncio.run(Crowd(box.website, talks()).stay(visitors, seconds))
    traces = box.client.traces(TRACES)
    for lost in seen.lost[:10]:
        print("  lost:", lost)
    print(f"  {seen.outcomes}, busy {seen.told_busy}, resumed {seen.resumed}, cancelled {seen.cancelled}")
    for rung, first_s in sorted(seen.first_words_s.items()):
        times = ", ".join(f"p{share} {_share(first_s, share / 100)} ms" for share in (50, 95))
        print(f"  first words by {rung}: {len(first_s)} answered, {times}")
    return figures(seen, traces)


def figures(seen: Seen, traces: Sequence[AnswerTrace]) -> dict[str, Any]:
    waited = [one for one in traces if one.eta_s and one.turn_after_s and one.turn_after_s >= WORTH_GUESSING_S]
    errors = [abs((one.eta_s or 0) - (one.turn_after_s or 0)) / (one.turn_after_s or 1) for one in waited]
    first = [second for seconds in seen.first_words_s.values() for second in seconds]
    made = [second for rung, seconds in seen.first_words_s.items() if rung != Rung.CACHE for second in seconds]
    return {
        "asked": seen.asked,
        "ended_or_resumable": seen.done + seen.cancelled,
        "cut_off": len(seen.lost),
        "told_busy": seen.told_busy,
        "positions": seen.positions,
        "better_answers": seen.replaced,
        "first_words_p50_ms": _share(first, 0.5),
        "first_words_p95_ms": _share(first, 0.95),
        "first_words_p95_ms_uncached": _share(made, 0.95),
        "waited_for_the_model": len(waited),
        "eta_error_median": round(statistics.median(errors), 3) if errors else None,
        "eta_error_mean": round(statistics.fmean(errors), 3) if errors else None,
    }


def talks() -> list[list[str]]:
    """Every question with those before it, as one visitor asked them."""
    lines = [json.loads(line) for file in QUESTIONS for line in file.read_text(encoding="utf-8").splitlines()]
    return [[*line["history"], line["question"]] for line in lines]


def _share(seconds: Sequence[float], part: float) -> int | None:
    return round(1000 * sorted(seconds)[min(int(len(seconds) * part), len(seconds) - 1)]) if seconds else None
