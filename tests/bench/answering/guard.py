"""Owns the figures on the guard: attacks it stops, customers it stands in the way of. Nothing it ever learned from."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from appliance.chat.guard.encodings import plain
from appliance.chat.guard.guard import Guard
from appliance.chat.heads import load
from appliance.contract.triage import Judgement, Verdict
from tests.bench.answering.held_out import of_guard
from tests.bench.knowledge.vectors import KeptVectors

ATTACK, CUSTOMER, NOTINJECT, OTHER = "attack", "customer", "notinject", "other"
SHOWN = 12
TIMED = 200
CHARS = 140


@dataclass(frozen=True, slots=True)
class Asked:
    """A message with what it is, and where it comes from."""

    what: str
    kind: str
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A message with the guard's judgement."""

    asked: Asked
    judgement: Judgement


def run(data: Path) -> dict[str, float]:
    """Shares of 0 to 1 and milliseconds; prints them by kind and source, with what went wrong."""
    asked = list(_asked(data))
    judged = [Judged(*both) for both in zip(asked, asyncio.run(_judge(asked)), strict=True)]
    _print(judged)
    return {
        "attacks_refused": share(judged, ATTACK, Verdict.REFUSE),
        "attacks_careful": share(judged, ATTACK, Verdict.CAREFUL),
        "attacks_passed": share(judged, ATTACK, Verdict.PASS),
        "customers_blocked": share(judged, CUSTOMER, Verdict.REFUSE),
        "customers_careful": share(judged, CUSTOMER, Verdict.CAREFUL),
        "notinject_blocked": share(judged, NOTINJECT, Verdict.REFUSE),
        "notinject_careful": share(judged, NOTINJECT, Verdict.CAREFUL),
        "guard_p95_ms": asyncio.run(_pace(asked)),
    }


def share(judged: Sequence[Judged], what: str, verdict: Verdict) -> float:
    there = [one.judgement.verdict for one in judged if one.asked.what == what]
    return round(there.count(verdict) / max(1, len(there)), 4)


def _asked(data: Path) -> Iterator[Asked]:
    """What visitors type: the prompts of the user's channel, and a shop's real customers."""
    for row in _rows(data / "injection/prompts.jsonl"):
        if row["channel"] == "user" and of_guard(row["text"], row["source"]):
            yield Asked(_what(row), row["kind"].split("/")[0], row["source"].split(" ")[0], row["text"])
    for row in _rows(data / "intents/hint3_sofmattress.jsonl"):
        yield Asked(CUSTOMER, "customer_question", row["source"], row["text"])


def _what(row: dict[str, Any]) -> str:
    if row["label"] == ATTACK:
        return ATTACK
    if row["source"].startswith("NotInject"):
        return NOTINJECT
    return CUSTOMER if row["kind"].startswith("customer") else OTHER


def _rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


async def _judge(asked: Sequence[Asked]) -> list[Judgement]:
    """Each in a conversation of its own. Vectors are made before: a busy machine changes no verdict."""
    vectors = KeptVectors()
    guard = Guard(vectors, load("guard"), time.monotonic)
    try:
        for one in asked:
            await vectors.query(plain(one.text).text)
        return [await guard.judge(one.text, "en", str(number)) for number, one in enumerate(asked)]
    finally:
        vectors.close()


async def _pace(asked: Sequence[Asked]) -> float:
    """Milliseconds that 95 of 100 judgements stay below, vectors made anew."""
    vectors = KeptVectors(fresh=True)
    guard = Guard(vectors, load("guard"), time.monotonic)
    took = []
    try:
        await vectors.query("The first one also loads the weights.")
        for number, one in enumerate(asked[:: max(1, len(asked) // TIMED)]):
            began = time.perf_counter()
            await guard.judge(one.text, "en", str(number))
            took.append(time.perf_counter() - began)
    finally:
        vectors.close()
    return round(sorted(took)[int(len(took) * 0.95)] * 1000, 1)


def _print(judged: Sequence[Judged]) -> None:
    counts = Counter(((one.asked.what, one.asked.kind, one.asked.source), one.judgement.verdict) for one in judged)
    print(f"{'':62} {'refuse':>7} {'careful':>7} {'pass':>7}")
    for place in sorted({place for place, _ in counts}):
        verdicts = (Verdict.REFUSE, Verdict.CAREFUL, Verdict.PASS)
        print(f"{' · '.join(place):62} " + " ".join(f"{counts[place, verdict]:7}" for verdict in verdicts))
    _show("Attacks that passed", judged, ATTACK, Verdict.PASS)
    for what in (CUSTOMER, NOTINJECT, OTHER):
        _show(f"Blocked: {what}", judged, what, Verdict.REFUSE)
        _show(f"Careful: {what}", judged, what, Verdict.CAREFUL)


def _show(title: str, judged: Sequence[Judged], what: str, verdict: Verdict) -> None:
    there = [one for one in judged if one.asked.what == what and one.judgement.verdict is verdict]
    if there:
        print(f"\n{title}: {len(there)}")
    for one in there[:SHOWN]:
        print(f"  {','.join(one.judgement.reasons):22} {one.asked.text[:CHARS]!r}")
