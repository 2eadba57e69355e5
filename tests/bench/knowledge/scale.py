"""Owns how long a question takes among many passages, the embedding of the question included."""

from __future__ import annotations

import statistics
import tempfile
from collections import defaultdict
from pathlib import Path

import numpy as np

from appliance.contract.knowledge import IndexedDocument, IndexedPassage, Passage
from appliance.contract.retrieval import Asked, Step
from appliance.core.clock import monotonic
from tests.bench.knowledge.sets import Question, shops
from tests.bench.knowledge.shop import Shop, opened
from tests.bench.knowledge.vectors import KeptVectors

SIZES = (1_000, 10_000, 100_000)
A_DOCUMENT = 100
QUESTIONS = 100


async def run(data: Path, quick: bool) -> dict[str, float]:
    """Shops of more and more passages are asked one question after the other; milliseconds."""
    contoso = next(one for one in shops(data, quick) if one.name == "shop_contoso")
    questions = contoso.sets[0].questions + contoso.sets[1].questions
    figures = {}
    for size in SIZES[:2] if quick else SIZES:
        vectors = KeptVectors(fresh=True)
        with tempfile.TemporaryDirectory() as folder:
            async with opened(Path(folder) / "shop", vectors) as shop:
                began = monotonic()
                await _fill(shop, size, contoso.files)
                print(f"{size:7,} passages put into the index in {monotonic() - began:.0f} s", flush=True)
                figures[f"retrieval_p95_ms_{size // 1000}k"] = await _ask(shop, questions[:QUESTIONS])
        vectors.close()
    return figures


async def _fill(shop: Shop, size: int, files: tuple[tuple[str, bytes], ...]) -> None:
    """Real words in new orders, and vectors spread like real ones around as many middles."""
    random = np.random.default_rng(0)
    words = [word for _, data in files for word in data.decode().split()]
    for number in range(size // A_DOCUMENT):
        middle = random.normal(size=384)
        passages = []
        for _ in range(A_DOCUMENT):
            vector = middle + random.normal(size=384)
            text = " ".join(random.choice(words, 50))
            passages.append(
                IndexedPassage(
                    passage=Passage(heading=(), text=text), vector=tuple((vector / np.linalg.norm(vector)).tolist())
                )
            )
        document, _ = await shop.catalogue.add(f"{number}.txt", f"document {number}".encode())
        indexed = IndexedDocument(
            title=f"Document {number}", language="en", embedder=await shop.vectors.model_id(), passages=tuple(passages)
        )
        await shop.catalogue.take_in(None, document.id, indexed)


async def _ask(shop: Shop, questions: tuple[Question, ...]) -> float:
    """The 95th percentile; prints it with the median and the medians of the steps."""
    took: list[float] = []
    steps: defaultdict[str, list[float]] = defaultdict(list)
    for at, question in enumerate(questions):
        # Every third question follows another one, so two texts are embedded and looked for.
        history = (questions[at - 1].asked.text,) if at % 3 == 2 else ()
        began = monotonic()
        found = await shop.retrieval.search(Asked(question.asked.text, "en", history), 10)
        took.append((monotonic() - began) * 1000)
        _note(steps, found.steps)
    p95 = sorted(took)[int(len(took) * 0.95)]
    parts = "  ".join(f"{name} {statistics.median(times):.1f}" for name, times in steps.items())
    print(f"        a question: p50 {statistics.median(took):.1f} ms, p95 {p95:.1f} ms; medians: {parts}", flush=True)
    return round(p95, 1)


def _note(steps: defaultdict[str, list[float]], found: tuple[Step, ...]) -> None:
    for step in found:
        steps[step.name].append(step.took * 1000)
