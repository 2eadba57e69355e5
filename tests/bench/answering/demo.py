"""Owns the figures on answers: the demo shop's questions put to a whole box over HTTP.

Right: every expected fact stands in the answer and none of the tempting wrong ones.
Grounded: every word and number of an answer stands in a document, in the facts, in what the box says by itself or in
the question. Refused: "I do not know" and the like to a question that is answerable.
Invented: a number in an answer that stands neither in a document nor in the shop's facts.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from appliance.chat.grounding.claims import numbers
from appliance.client import Client
from appliance.contract.chat import Delta, Done, Outcome, Replaced, Rung
from tests.bench.answering.grounds import known_numbers, known_stems, stems

QUESTIONS = Path(__file__).parents[2] / "data/demo_questions.jsonl"
# Other questions on the same shop, more of them about what only looks like it.
MORE = QUESTIONS.with_name("demo_questions_more.jsonl")
ANSWERABLE = ("answerable", "follow_up")
TURNED_AWAY = (Outcome.NOT_KNOWN, Outcome.REFUSED, Outcome.HANDED_OFF)
QUICK = 20


@dataclass(frozen=True, slots=True)
class Known:
    """What an answer may be made of: numbers, and stems of words."""

    numbers: frozenset[str]
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class Result:
    """One question, what came back, and the judgement."""

    question: dict[str, Any]
    text: str
    outcome: Outcome
    rung: Rung | None
    first_ms: float
    right: bool
    invented: frozenset[str]
    strange: frozenset[str]

    @property
    def answerable(self) -> bool:
        return self.question["kind"] in ANSWERABLE

    @property
    def answered(self) -> bool:
        return self.outcome is Outcome.ANSWERED

    @property
    def grounded(self) -> bool:
        return not self.invented and not self.strange

    @property
    def turned_away(self) -> bool:
        return self.outcome in TURNED_AWAY


def run(client: Client, quick: bool) -> dict[str, Any]:
    """Ask every question (a third of them when quick); the figures by name."""
    known = Known(known_numbers(), known_stems(client))
    results, more = _asked(client, QUESTIONS, known, quick), _asked(client, MORE, known, quick)
    status = client.status()
    return {
        "demo_right": _right_share(results, answerable=True),
        "demo_grounded": _share(one.grounded for one in (*results, *more) if one.answered),
        "demo_invented": sum(bool(one.invented) for one in (*results, *more)),
        "demo_refused": _share(one.turned_away for one in results if one.answerable),
        "dont_know": _right_share(results, answerable=False),
        "demo_more_right": _right_share(more, answerable=True),
        "demo_more_refused": _share(one.turned_away for one in more if one.answerable),
        "dont_know_more": _right_share(more, answerable=False),
        "first_words_p50_ms": _part_ms(results, 0.5),
        "first_words_p95_ms": _part_ms(results, 0.95),
        "generated": sum(one.rung is Rung.GENERATED for one in results),
        "extracted": sum(one.rung is Rung.EXTRACT for one in results),
        "from_facts": sum(one.rung is Rung.FACTS for one in results),
        "api_loop_delay_p99_ms": status.loop_delay_ms_p99,
        "api_loop_delay_max_ms": status.loop_delay_ms_max,
    }


def _asked(client: Client, file: Path, known: Known, quick: bool) -> list[Result]:
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    lines = lines[:: len(lines) // QUICK] if quick else lines
    results = [_ask(client, line, known) for line in lines]
    _show(results)
    return results


def _right_share(results: list[Result], *, answerable: bool) -> float:
    return _share(one.right for one in results if one.answerable is answerable)


def _share(those: Iterable[bool]) -> float:
    listed = list(those)
    return round(sum(listed) / max(1, len(listed)), 3)


def _part_ms(results: Iterable[Result], part: float) -> int | None:
    """Milliseconds to the first words of this part of the answers; what answers nothing has no useful words."""
    times = sorted(one.first_ms for one in results if one.answered)
    return round(times[min(int(len(times) * part), len(times) - 1)]) if times else None


def _ask(client: Client, line: dict[str, Any], known: Known) -> Result:
    """Ask the earlier questions first, in one conversation, as the visitor did."""
    conversation: str | None = None
    for earlier in line["history"]:
        conversation = next(
            event.conversation_id for event in client.ask(earlier, conversation) if event.event == "accepted"
        )
    began = time.perf_counter()
    first_ms, text = 0.0, ""
    done: Done | None = None
    for event in client.ask(line["question"], conversation):
        if isinstance(event, Delta):
            first_ms = first_ms or (time.perf_counter() - began) * 1000
            text += event.text
        if isinstance(event, Replaced):
            text = event.text
        if isinstance(event, Done):
            done = event
    assert done is not None  # the client raises when a stream ends without it
    right = _right(line, text, done.outcome)
    invented, strange = numbers(text, claimed=True) - known.numbers, stems(text) - known.stems - stems(line["question"])
    return Result(line, text, done.outcome, done.rung, first_ms, right, invented, strange)


def _right(line: dict[str, Any], text: str, outcome: Outcome) -> bool:
    said = _plain(text)
    if line["kind"] not in ANSWERABLE:
        return outcome in TURNED_AWAY
    holds = all(any(_plain(one) in said for one in group) for group in line["expect"])
    return holds and not any(_plain(one) in said for one in line["forbid"])


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").replace("–", "-").split())


def _show(results: list[Result]) -> None:
    for one in results:
        if not one.right or (one.answered and not one.grounded):
            strange = " ".join(sorted((*one.invented, *one.strange))) if one.answered else ""
            print(f"  {one.question['id']} {one.rung or '-'}: {one.question['question']}  {strange}".rstrip())
            print(f"      {' '.join(one.text.split())[:200]}")
    _count(results, lambda one: one.question["kind"])
    _count(results, lambda one: f"by {one.rung or 'the box itself'}")


def _count(results: list[Result], group: Callable[[Result], str]) -> None:
    """A line a group; grounded and times are of what was answered, refused is of what is answerable."""
    for name in sorted({group(one) for one in results}):
        few = [one for one in results if group(one) == name]
        answered, answerable = [one for one in few if one.answered], [one for one in few if one.answerable]
        print(
            f"{name:20} {sum(one.right for one in few):3} of {len(few):3} right, "
            f"{sum(one.grounded for one in answered):3} of {len(answered):3} grounded, "
            f"{sum(one.turned_away for one in answerable):3} of {len(answerable):3} refused, "
            f"{sum(bool(one.invented) for one in few)} invented, "
            f"first words p50 {_part_ms(few, 0.5)} ms, p95 {_part_ms(few, 0.95)} ms"
        )
