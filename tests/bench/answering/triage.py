"""Owns the figures on triage: how often it is sure, how often it is right then, on messages it never learned from."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from appliance.chat.heads import load
from appliance.chat.triage import Triage
from appliance.contract.retrieval import Asked
from appliance.contract.triage import Sorted, Topic
from tests.bench.answering.booking import booking
from tests.bench.answering.held_out import part_of
from tests.bench.answering.topics import Labelled, labelled
from tests.bench.knowledge.vectors import KeptVectors

# Figures must not hang on how busy the machine is: only where time is measured the deadline of a box holds.
PATIENT_S = 60.0
TIMED = 400
CUSTOMERS = ("HINT3", "Bitext", "eShopSupport", "Contoso", "doc2dial", "NLU++", "Restaurant8k", "banking77")
TURNED_AWAY = (Topic.OFF_TOPIC, Topic.ABUSE, Topic.SMALL_TALK)
SHOWN = 40
CHARS = 120


@dataclass(frozen=True, slots=True)
class Judged:
    """A message with what triage said of it."""

    message: Labelled
    said: Sorted

    @property
    def right(self) -> bool:
        return self.message.is_right(self.said.topic)


def run(data: Path) -> dict[str, float]:
    """Shares of 0 to 1 and milliseconds; prints them by source and topic, with what was surely wrong."""
    messages = [one for one in labelled(data) if one.only_test or part_of(one.text) == "test"]
    judged = asyncio.run(_judge(messages))
    _print(judged)
    sets: dict[str, Callable[[Judged], bool]] = {
        "held_out": lambda one: not one.message.only_test,
        "hint3": lambda one: one.message.source == "HINT3",
        "bitext": lambda one: one.message.source == "Bitext",
        "clinc": lambda one: one.message.source == "CLINC150",
    }
    figures: dict[str, float] = {}
    for name, belongs in sets.items():
        there = [one for one in judged if belongs(one)]
        figures[f"{name}_right_when_sure"] = share(one.right for one in there if one.said.sure)
        figures[f"{name}_sure"] = share(one.said.sure for one in there)
    customers = [one for one in judged if one.message.source in CUSTOMERS and one.message.topic is not Topic.SMALL_TALK]
    figures["customers_turned_away"] = share(one.said.sure and one.said.topic in TURNED_AWAY for one in customers)
    figures["triage_p95_ms"] = asyncio.run(_p95_ms(messages[:: max(1, len(messages) // TIMED)]))
    return figures | booking(data)


def share(those: Iterable[bool]) -> float:
    listed = list(those)
    return round(sum(listed) / max(1, len(listed)), 4)


async def _judge(messages: Sequence[Labelled]) -> list[Judged]:
    vectors = KeptVectors()
    triage = Triage(vectors, load("triage"), PATIENT_S)
    try:
        return [Judged(one, await triage.sort(Asked(one.text, one.language))) for one in messages]
    finally:
        vectors.close()


async def _p95_ms(messages: Sequence[Labelled]) -> float:
    """Each vector made anew, as for a visitor's first question; without the way to the model server."""
    vectors = KeptVectors(fresh=True)
    triage = Triage(vectors, load("triage"))
    try:
        await vectors.query("The first one also loads the weights.")
        seconds = []
        for one in messages:
            began = time.perf_counter()
            await triage.sort(Asked(one.text, one.language))
            seconds.append(time.perf_counter() - began)
    finally:
        vectors.close()
    return round(sorted(seconds)[int(len(seconds) * 0.95)] * 1000, 1)


def _print(judged: Sequence[Judged]) -> None:
    print(f"{'':24} {'messages':>8} {'sure':>6} {'right then':>10} {'right in all':>12}")
    for source in sorted({one.message.source for one in judged}):
        _line(source, [one for one in judged if one.message.source == source])
    for language in sorted({one.message.language for one in judged}):
        _line(f"own, {language}", [one for one in judged if one.message.language == language and _own(one)])
    print(f"\n{'held out':24} {'messages':>8} {'precision':>9} {'recall':>7} {'sure':>6} {'right then':>10}")
    for topic in Topic:
        _topic(topic, [one for one in judged if not one.message.only_test])
    wrong = [one for one in judged if one.said.sure and not one.right]
    print(f"\nSure and wrong: {len(wrong)}")
    for one in wrong[:SHOWN]:
        print(f"  {one.said.topic:>12} {one.said.score:.2f}, not {one.message.topic:12} {one.message.text[:CHARS]!r}")


def _own(one: Judged) -> bool:
    return one.message.source == "own"


def _line(name: str, there: Sequence[Judged]) -> None:
    sure = [one for one in there if one.said.sure]
    shares = (
        share(one.said.sure for one in there),
        share(one.right for one in sure),
        share(one.right for one in there),
    )
    print(f"{name:24} {len(there):8} {shares[0]:6.1%} {shares[1]:10.1%} {shares[2]:12.1%}")


def _topic(topic: Topic, judged: Sequence[Judged]) -> None:
    """Precision of all that was said to be of the topic; recall over what is."""
    there = [one for one in judged if one.message.topic is topic]
    said = [one for one in judged if one.said.topic is topic]
    sure = [one for one in said if one.said.sure]
    print(
        f"{topic:24} {len(there):8} {share(one.right for one in said):9.1%} {share(one.right for one in there):7.1%} "
        f"{len(sure):6} {share(one.right for one in sure):10.1%}"
    )
