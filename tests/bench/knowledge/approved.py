"""Owns the figures on approved answers: one question is taught, another one asked.

Wrong: an answer was told that was taught for something else. Run alone it prints every wrong one:
`python -m tests.bench.knowledge.approved --data FOLDER`.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from appliance.core.questions.fingerprint import fingerprint
from appliance.core.questions.likeness import Array, array
from appliance.knowledge.index.centre import Centre
from appliance.knowledge.teaching.questions.same import Wording
from appliance.knowledge.teaching.taught import Taught, TaughtAnswers, nearest
from tests.bench.knowledge.vectors import KeptVectors

OURS = Path(__file__).parents[2] / "data/same_questions.jsonl"
TAUGHT = 1_000
TODAY = date(2026, 10, 7)
NAMES = {
    "StackFAQ-paraphrases (machine generated)": "machine paraphrases",
    "banking77 (intents half A)": "a bank's intents",
    "HINT3/sofmattress": "a mattress shop's intents",
    "eShopSupport product swap (derived)": "product swaps",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two questions and whether one answer serves both; `of` names the set."""

    of: str
    language: str
    one: str
    other: str
    same: bool


async def run(data: Path) -> dict[str, float]:
    """Print a line a set; the figures of the bars."""
    vectors = KeptVectors()
    centre = Centre(vectors)
    await centre.prepare()
    assert centre.questions is not None
    told: dict[tuple[str, bool], list[bool]] = {}
    for pair in [*_public(data), *_ours()]:
        hit = await _told(vectors, centre.questions, pair)
        told.setdefault((pair.of, pair.same), []).append(hit)
        if hit and not pair.same:
            print(f"  wrong, {pair.of}: {pair.one} | {pair.other}")
    for (of, same), hits in sorted(told.items()):
        print(f"{of:28} {'asks the same' if same else 'look-alike':14} {sum(hits):4} of {len(hits):4} told")
    figures = {
        "approved_wrong": sum(told["product swaps", False]) + sum(told["our own", False]),
        "approved_paraphrase_hits": round(statistics.mean(told["our own", True]), 3),
        "approved_machine_paraphrase_hits": round(statistics.mean(told["machine paraphrases", True]), 3),
        "approved_p95_ms_1000": await _pace(vectors, centre.questions),
    }
    vectors.close()
    return figures


def _public(data: Path) -> Iterable[Pair]:
    for line in (data / "cache/pairs.jsonl").read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        yield Pair(NAMES[pair["source"]], "en", pair["a"], pair["b"], pair["same_answer"])


def _ours() -> Iterable[Pair]:
    for line in OURS.read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        yield Pair("our own", pair["language"], pair["one"], pair["other"], pair["same"])


async def _told(vectors: KeptVectors, middle: Array, pair: Pair) -> bool:
    known = TaughtAnswers()
    known.put(await _taught(vectors, "answer", pair.one, pair.language))
    if known.in_the_same_words(pair.other, TODAY):
        return True
    asked = fingerprint(pair.other, pair.language)
    possible = known.possible(asked, pair.language, TODAY)
    vector = array(await vectors.query(pair.other))
    return nearest(possible, asked, pair.language, vector, middle) is not None


async def _pace(vectors: KeptVectors, middle: Array) -> float:
    """Milliseconds of a question among a thousand answers, embedding excluded, 95th percentile."""
    known = TaughtAnswers()
    questions = [pair for pair in _ours() if pair.language == "en"]
    for at in range(TAUGHT):
        pair = questions[at % len(questions)]
        known.put(await _taught(vectors, f"answer {at}", pair.one, pair.language))
    took = []
    for pair in questions:
        vector = array(await vectors.query(pair.other))
        began = time.perf_counter()
        asked = fingerprint(pair.other, "en")
        nearest(known.possible(asked, "en", TODAY), asked, "en", vector, middle)
        took.append((time.perf_counter() - began) * 1000)
    return round(statistics.quantiles(took, n=20)[-1], 2)


async def _taught(vectors: KeptVectors, answer_id: str, question: str, language: str) -> Taught:
    way = Wording(question, language, fingerprint(question, language), array(await vectors.query(question)))
    return Taught(answer_id, (way,), "Told.", {}, (language,), None, "")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True, help="the folder with cache/pairs.jsonl")
    print(asyncio.run(run(parser.parse_args().data)))
