"""Owns the figures of `packaging/bench knowledge`: quality, times, what was taught, what the import manifest asks."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.bench.knowledge import approved, manifest, quality, scale


def run(data: Path, quick: bool) -> dict[str, float]:
    """All figures. Raises FileNotFoundError when the data folder lacks a set."""
    return {
        **asyncio.run(quality.run(data, quick)),
        **asyncio.run(scale.run(data, quick)),
        **asyncio.run(approved.run(data)),
        **manifest.run(data),
    }
