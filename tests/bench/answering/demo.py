"""Owns the figures on answers: the demo shop's questions put to a whole box over HTTP.

Right: every expected fact stands in the answer and none of the tempting wrong ones.
Invented: a number in an answer that stands neither in a document nor in the shop's facts.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from appliance.chat.grounding.claims import numbers
from appliance.client import Client
from appliance.contract.chat import Delta, Done, Outcome, Replaced, Rung
from appliance.core.paths import ASSETS

QUESTIONS = Path(__file__).parents[2] / "data/demo_questions.jsonl"
# Other questions on the same shop, more of them about what only looks like it.
MORE = QUESTIONS.with_name("demo_questions_more.jsonl")
ANSWERABLE = ("answerable", "follow_up")
QUICK = 20


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


def run(client: Client, quick: bool) -> dict[str, Any]:
    """Ask every question (a third of them when quick); the figures by name."""
    results, more = _asked(client, QUESTIONS, quick), _asked(client, MORE, quick)
    status = client.status()
    return {
        "demo_right": _right_share(results, answerable=True),
        "demo_invented": sum(bool(one.invented) for one in (*results, *more)),
        "dont_know": _right_share(results, answerable=False),
        "demo_more_right": _right_share(more, answerable=True),
        "dont_know_more": _right_share(more, answerable=False),
        "first_words_p50_ms": round(statistics.median(one.first_ms for one in results)),
        "first_words_p95_ms": round(sorted(one.first_ms for one in results)[int(len(results) * 0.95)]),
        "generated": sum(one.rung is Rung.GENERATED for one in results),
        "extracted": sum(one.rung is Rung.EXTRACT for one in results),
        "from_facts": sum(one.rung is Rung.FACTS for one in results),
        "api_loop_delay_p99_ms": status.loop_delay_ms_p99,
        "api_loop_delay_max_ms": status.loop_delay_ms_max,
    }


def _asked(client: Client, file: Path, quick: bool) -> list[Result]:
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    lines = lines[:: len(lines) // QUICK] if quick else lines
    known = _known_numbers()
    results = [_ask(client, line, known) for line in lines]
    _show(results)
    return results


def _right_share(results: list[Result], *, answerable: bool) -> float:
    judged = [one.right for one in results if (one.question["kind"] in ANSWERABLE) is answerable]
    return round(sum(judged) / len(judged), 3)


def _ask(client: Client, line: dict[str, Any], known: frozenset[str]) -> Result:
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
    return Result(line, text, done.outcome, done.rung, first_ms, right, numbers(text, claimed=True) - known)


def _right(line: dict[str, Any], text: str, outcome: Outcome) -> bool:
    said = _plain(text)
    if line["kind"] not in ANSWERABLE:
        return outcome in (Outcome.NOT_KNOWN, Outcome.REFUSED, Outcome.HANDED_OFF)
    holds = all(any(_plain(one) in said for one in group) for group in line["expect"])
    return holds and not any(_plain(one) in said for one in line["forbid"])


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").replace("–", "-").split())


def _known_numbers() -> frozenset[str]:
    files = [*(ASSETS / "demo/documents").iterdir(), ASSETS / "demo/facts.json"]
    return numbers(" ".join(file.read_text(encoding="utf-8") for file in files))


def _show(results: list[Result]) -> None:
    for one in results:
        if not one.right or one.invented:
            print(f"  {one.question['id']} {one.rung or '-'}: {one.question['question']}")
            print(f"      {' '.join(one.text.split())[:200]}")
    _count(results, lambda one: one.question["kind"])
    _count(results, lambda one: f"by {one.rung or 'the box itself'}")


def _count(results: list[Result], group: Callable[[Result], str]) -> None:
    """A line a group: right, invented, and how soon the first words came."""
    groups = sorted({group(one) for one in results})
    for name in groups:
        few = [one for one in results if group(one) == name]
        right, invented = sum(one.right for one in few), sum(bool(one.invented) for one in few)
        first = statistics.median(one.first_ms for one in few)
        print(f"{name:20} {right:3} of {len(few):3} right, {invented} invented, first words {first:5.0f} ms")
