"""Owns two promises about words: every code has some, and none of them is a word of our trade."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path

import pytest

from appliance.contract.chat import Outcome, Rung, Stage
from appliance.contract.jobs import JobKind, JobState
from appliance.contract.knowledge import DocumentState
from appliance.contract.problems import ErrorCode
from appliance.contract.status import ProcessState
from gui import wording

GUI = Path(wording.__file__).parent
TRADE_WORDS = re.compile(r"\b(embeddings?|tokens?|chunks?|vectors?|endpoints?|LLMs?|RAG)\b", re.IGNORECASE)
OURSELVES = re.compile(r"!|\bsorry\b|\boops\b", re.IGNORECASE)


@pytest.mark.parametrize("code", ErrorCode)
def test_every_error_says_what_happened_what_it_means_and_what_to_do(code: ErrorCode) -> None:
    words = wording.error(code)
    for sentence in (words.happened, words.customers, words.to_do):
        assert sentence.endswith(".")
    assert len({words.happened, words.customers, words.to_do}) == 3


@pytest.mark.parametrize(
    ("codes", "words_of"),
    [
        (ProcessState, wording.process),
        (JobState, wording.job),
        (JobKind, wording.job_kind),
        (DocumentState, wording.document),
        (Rung, wording.rung),
        (Outcome, wording.outcome),
        (Stage, wording.stage),
    ],
)
def test_every_code_has_words_of_its_own(codes: type[StrEnum], words_of: Callable[[StrEnum], str]) -> None:
    words = [words_of(code) for code in codes]
    assert all(words)
    assert len(set(words)) == len(words)


def sentences() -> Iterator[tuple[str, str]]:
    """Every sentence of the panel that goes through tr(), with its file and line."""
    for file in sorted(GUI.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tr":
                for argument in node.args:
                    if isinstance(argument, ast.Constant):
                        yield f"{file.relative_to(GUI)}:{node.lineno}", str(argument.value)


def test_the_panel_speaks_the_owners_language() -> None:
    found = list(sentences())
    assert len(found) > 150
    assert [entry for entry in found if TRADE_WORDS.search(entry[1])] == []
    assert [entry for entry in found if OURSELVES.search(entry[1])] == []


def test_every_tr_holds_one_plain_sentence_so_that_it_can_be_collected() -> None:
    for file in GUI.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tr":
                assert len(node.args) == 1, f"{file}:{node.lineno}"
                assert isinstance(node.args[0], ast.Constant), f"{file}:{node.lineno}"
