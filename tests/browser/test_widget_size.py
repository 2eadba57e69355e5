"""The widget is small, and what is committed is whole."""

from __future__ import annotations

import gzip
from pathlib import Path

BUILD = Path(__file__).parents[2] / "assets" / "appliance" / "widget" / "build"


def gzipped(name: str) -> int:
    return len(gzip.compress((BUILD / name).read_bytes(), mtime=0))


def test_the_loader_has_at_most_4_kb() -> None:
    assert gzipped("shopbell.js") <= 4_000


def test_all_code_has_at_most_15_kb() -> None:
    assert sum(gzipped(path.name) for path in BUILD.glob("*.js")) <= 15_000


def test_each_language_has_at_most_3_kb() -> None:
    texts = sorted(path.name for path in (BUILD / "texts").iterdir())
    assert texts == ["de.json", "en.json"]
    assert all(gzipped(f"texts/{name}") <= 3_000 for name in texts)
