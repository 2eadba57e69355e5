"""Owns how well passages are found: recall by document, reciprocal rank, what the gate refuses."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from appliance.contract.retrieval import Trust
from tests.bench.knowledge.sets import Question, QuestionSet, ShopSets, shops
from tests.bench.knowledge.shop import Shop, opened
from tests.bench.knowledge.vectors import KeptVectors

LOOK_AT = 80
RANKS = (1, 5, 10)


@dataclass(frozen=True, slots=True)
class Judged:
    """One set: shares of its questions. `recall` by rank and `mrr` mean nothing where no answer is expected."""

    set: QuestionSet
    recall: dict[int, float]
    mrr: float
    refused: float


async def run(data: Path, quick: bool) -> dict[str, float]:
    """Print a line a set; the figures of the bars."""
    vectors = KeptVectors()
    judged: list[Judged] = []
    for shop_sets in shops(data, quick):
        with tempfile.TemporaryDirectory() as folder:
            judged += await _judge(Path(folder) / "shop", vectors, shop_sets)
    vectors.close()
    found = {one.set.name: one for one in judged}
    return {
        "doc2dial_recall5_first": round(found["doc2dial first turn"].recall[5], 3),
        "doc2dial_recall5_follow_up": round(found["doc2dial follow-up"].recall[5], 3),
        "unanswerable_refused": _share(judged, expected=False),
        "answerable_refused": _share(judged, expected=True),
    }


async def _judge(folder: Path, vectors: KeptVectors, shop_sets: ShopSets) -> list[Judged]:
    judged = []
    async with opened(folder, vectors) as shop:
        names = await shop.add(shop_sets.files)
        print(f"{shop_sets.name}: {len(names)} documents, border of knowing {shop.gate.least:.3f}", flush=True)
        for one in shop_sets.sets:
            judged.append(await _judge_set(shop, names, one))
            _show(judged[-1])
    return judged


async def _judge_set(shop: Shop, names: dict[str, str], questions: QuestionSet) -> Judged:
    ranks, refused = [], 0
    for question in questions.questions:
        found = await shop.retrieval.search(question.asked, LOOK_AT)
        documents = list(dict.fromkeys(names[passage.document_id] for passage in found.passages))
        ranks.append(_rank(documents, question))
        refused += found.trust is not Trust.SURE
    count = len(questions.questions)
    return Judged(
        questions,
        {most: sum(0 < rank <= most for rank in ranks) / count for most in RANKS},
        sum(1 / rank for rank in ranks if rank) / count,
        refused / count,
    )


def _rank(documents: list[str], question: Question) -> int:
    """The place of the first document that answers, from 1; 0 when none was found."""
    return next((at for at, name in enumerate(documents, 1) if name in question.answered_by), 0)


def _share(judged: list[Judged], expected: bool) -> float:
    """Of all questions of all sets of a kind, the share that was refused."""
    sets = [one for one in judged if one.set.expected is expected]
    count = sum(len(one.set.questions) for one in sets)
    return round(sum(one.refused * len(one.set.questions) for one in sets) / count, 3)


def _show(one: Judged) -> None:
    recall = "  ".join(f"recall@{rank} {share:.3f}" for rank, share in one.recall.items())
    told = f"{recall}  MRR {one.mrr:.3f}" if one.set.expected else " " * 52
    print(f"  {one.set.name:24} {len(one.set.questions):4} questions  {told}  refused {one.refused:.3f}", flush=True)
