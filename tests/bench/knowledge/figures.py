"""Owns the figures of `packaging/bench knowledge`: quality, times, what was taught, what the import manifest asks."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from tests.bench.knowledge import approved, manifest, quality, scale
from tests.bench.parts import part


def run(data: Path, quick: bool) -> dict[str, Any]:
    """All figures of which the data folder has the sets."""
    return {
        **part("finding", lambda: asyncio.run(quality.run(data, quick))),
        **part("finding_in_large_shops", lambda: asyncio.run(scale.run(data, quick))),
        **part("taught_answers", lambda: asyncio.run(approved.run(data))),
        **part("manifest", lambda: manifest.run(data)),
    }
