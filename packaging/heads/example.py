"""Owns what a head learns from: examples with their source, and the sources with their licences."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "examples"
OWN = "own"


@dataclass(frozen=True, slots=True)
class Example:
    """A text with its label. One that is `only_test` is never learned from, whatever the split says."""

    text: str
    label: str
    source: str
    only_test: bool = False


@dataclass(frozen=True, slots=True)
class Credit:
    """Where a source comes from and what allows its use."""

    source: str
    origin: str
    licence: str


@dataclass(frozen=True, slots=True)
class Task:
    """What a head is for. `features` gives a text's extra features, in the order of `extras`."""

    about: str
    labels: tuple[str, ...]
    examples: Callable[[Path], list[Example]]
    credits: tuple[Credit, ...]
    extras: tuple[str, ...] = ()
    features: Callable[[str], Sequence[float]] = lambda _: ()


def own_examples(name: str) -> list[Example]:
    """Our own in examples/<name>.jsonl: one {"text", "label"} a line."""
    return [Example(row["text"], row["label"], OWN) for row in rows(FOLDER / f"{name}.jsonl")]


def rows(file: Path) -> list[dict[str, Any]]:
    """A JSON object a line."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
