"""Owns the sets of questions: which files make the shop, what is asked, which documents hold the answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from appliance.contract.retrieval import Asked
from appliance.core.paths import ASSETS

DEMO = Path(__file__).resolve().parents[2] / "data/demo_questions.jsonl"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, with the names of the files that answer it; none of them when nothing here does."""

    asked: Asked
    answered_by: frozenset[str]


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions of one kind. `expected` is False when the answer shall be "I do not know"."""

    name: str
    questions: tuple[Question, ...]
    expected: bool


@dataclass(frozen=True, slots=True)
class ShopSets:
    """One shop's files and what it is asked."""

    name: str
    files: tuple[tuple[str, bytes], ...]
    sets: tuple[QuestionSet, ...]


def shops(data: Path, quick: bool) -> Iterator[ShopSets]:
    """The shops in a data folder. Quick: of doc2dial every fourth document, with the questions on those."""
    yield _doc2dial(data / "doc2dial", 4 if quick else 1)
    yield _contoso(data)
    yield _demo()


def _doc2dial(folder: Path, each: int) -> ShopSets:
    documents = _lines(folder / "docs.jsonl")[::each]
    names = {document["id"]: f"{_safe(document['id'])}.txt" for document in documents}
    files = tuple((names[document["id"]], document["text"].encode()) for document in documents)

    def questions(file: str, expected: bool) -> tuple[Question, ...]:
        asked = [
            Question(
                Asked(one["query"], "en", tuple(turn["text"] for turn in one["history"] if turn["role"] == "customer")),
                frozenset(names[gold] for gold in one["gold_doc_ids"] if gold in names),
            )
            for one in _lines(folder / file)
        ]
        return tuple(one for one in asked if not expected or one.answered_by)

    return ShopSets(
        "doc2dial",
        files,
        (
            QuestionSet("doc2dial first turn", questions("questions_first_turn.jsonl", True), True),
            QuestionSet("doc2dial follow-up", questions("questions_follow_up.jsonl", True), True),
            QuestionSet("doc2dial unanswerable", questions("questions_unanswerable.jsonl", False), False),
        ),
    )


def _contoso(data: Path) -> ShopSets:
    """A shop of manuals, asked about them, and about products of another shop whose manuals are not there."""
    folder = data / "shop_contoso"
    manuals = sorted((folder / "manuals").iterdir())
    known = tuple(
        Question(Asked(one["query"], "en"), frozenset(one["gold_doc_ids"]))
        for one in _lines(folder / "questions.jsonl")
    )
    missing = tuple(
        Question(Asked(one["query"], "en"), frozenset())
        for one in _lines(data / "eshop/questions_manual_missing.jsonl")
    )
    return ShopSets(
        "shop_contoso",
        tuple((file.name, file.read_bytes()) for file in manuals),
        (QuestionSet("shop_contoso", known, True), QuestionSet("eshop, manual missing", missing, False)),
    )


def _demo() -> ShopSets:
    files = tuple((file.name, file.read_bytes()) for file in sorted((ASSETS / "demo/documents").iterdir()))
    known, unknown = [], []
    for one in _lines(DEMO):
        asked = Asked(one["question"], one["language"], tuple(one["history"]))
        if one["kind"] in ("answerable", "follow_up"):
            # Some are answered by typed facts, before any passage is looked for.
            if one["document"] != "facts":
                known.append(Question(asked, frozenset([one["document"]])))
        else:
            unknown.append(Question(asked, frozenset()))
    return ShopSets(
        "demo shop",
        files,
        (QuestionSet("demo shop", tuple(known), True), QuestionSet("demo shop, not in here", tuple(unknown), False)),
    )


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _safe(name: str) -> str:
    """A name that a file may have."""
    return "".join(char if char.isalnum() or char in " -" else " " for char in name)[:150].strip()
