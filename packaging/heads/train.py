"""Owns the command that trains a head: `packaging/train-heads NAME --data FOLDER`."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path

# Before numpy is loaded: its threads spin while they wait, and such small sums are slower on several cores than on one.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # run as a program, from anywhere

from card import card  # noqa: E402
from example import Example, Task  # noqa: E402
from figures import Judged, judge  # noqa: E402
from regression import Array, fit, loss, temperature  # noqa: E402
from tasks import TASKS  # noqa: E402

from appliance.chat.heads.linear import FOLDER, LinearHead, centred, load  # noqa: E402
from tests.bench.answering.held_out import part_of  # noqa: E402
from tests.bench.knowledge.vectors import KeptVectors  # noqa: E402

STRENGTHS = (1e-2, 3e-3, 1e-3, 3e-4, 1e-4, 3e-5)
AT_ONCE = 64


def main() -> None:
    parser = argparse.ArgumentParser(description="Trains a head; writes its weights and its card; prints figures.")
    parser.add_argument("name", choices=tuple(TASKS))
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared/data", help="the folder of sets")
    chosen = parser.parse_args()
    task = TASKS[chosen.name]
    parts = split(task.examples(chosen.data))
    texts = [one.text for part in parts.values() for one in part]
    embedder, vectors = asyncio.run(embed(texts))
    head = train(task, embedder, parts, vectors)
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"{chosen.name}.json").write_text(head.dump(), encoding="utf-8")
    judged = measure(chosen.name, task, parts["test"], vectors)
    text = card(chosen.name, task, head, parts, judged)
    (FOLDER / f"{chosen.name}.md").write_text(text, encoding="utf-8")
    print(text)
    for one in judged:
        if not one.right:
            print(f"{one.said:>12} {one.score:.2f}, not {one.label} ({one.source}): {one.text[:160]!r}")


def split(examples: Sequence[Example]) -> dict[str, list[Example]]:
    """Each text once, in the part that its words decide."""
    parts: dict[str, list[Example]] = {"train": [], "validation": [], "test": []}
    for one in {example.text: example for example in examples}.values():
        parts["test" if one.only_test else part_of(one.text)].append(one)
    return parts


async def embed(texts: Sequence[str]) -> tuple[str, dict[str, Array]]:
    """The embedder's name and each text's vector as a question; made once, kept with those of the benches."""
    kept = KeptVectors()
    try:
        vectors: dict[str, Array] = {}
        for at in range(0, len(texts), AT_ONCE):
            some = texts[at : at + AT_ONCE]
            made = await asyncio.gather(*(kept.query(text) for text in some))
            vectors |= {text: np.asarray(vector) for text, vector in zip(some, made, strict=True)}
            print(f"\r{len(vectors)} of {len(texts)} texts read", end="", file=sys.stderr)
        print(file=sys.stderr)
        return await kept.model_id(), vectors
    finally:
        kept.close()


def train(task: Task, embedder: str, parts: dict[str, list[Example]], vectors: dict[str, Array]) -> LinearHead:
    """The strength of L2 is the one that validation likes best; its temperature comes from there too."""
    centre = np.mean([vectors[one.text] for one in parts["train"]], axis=0).astype("<f2").astype(np.float64)
    rows = {part: features(task, parts[part], vectors, centre) for part in ("train", "validation")}
    labels = {part: np.array([task.labels.index(one.label) for one in parts[part]]) for part in rows}
    best = (np.inf, 1.0, np.empty(0), np.empty(0))
    for l2 in STRENGTHS:
        weights, bias = fit(rows["train"], labels["train"], len(task.labels), l2)
        logits = rows["validation"] @ weights.T + bias
        heat = temperature(logits, labels["validation"])
        lost = loss(logits / heat, labels["validation"])
        print(f"L2 {l2:g}: validation loss {lost:.4f} at temperature {heat:.2f}", file=sys.stderr)
        best = min(best, (lost, heat, weights, bias), key=lambda one: one[0])
    _, heat, *arrays = best
    return LinearHead(embedder, task.labels, task.extras, *(one.astype("f4") for one in (*arrays, centre)), heat)


def features(task: Task, examples: Sequence[Example], vectors: dict[str, Array], centre: Array) -> Array:
    """A row for each example, as LinearHead.scores makes it."""
    plain = centred(np.array([vectors[one.text] for one in examples]), centre)
    return np.hstack([plain, np.array([list(task.features(one.text)) for one in examples])])


def measure(name: str, task: Task, examples: Sequence[Example], vectors: dict[str, Array]) -> list[Judged]:
    """What the head that was written says of each example."""
    head = load(name)
    assert head is not None, "it has just been written"
    return [
        Judged(one.text, one.label, one.source, *judge(head, vectors[one.text], task.features(one.text)))
        for one in examples
    ]


if __name__ == "__main__":
    main()
