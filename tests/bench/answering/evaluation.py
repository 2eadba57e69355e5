"""Owns the figures on answers as a whole: right, grounded, refused, attacked, remembered, and how soon.

One box with the demo shop is asked what customers ask, then by eight visitors at once, then by attackers. Any other
model can take the place of the starter model, from a file or behind an address.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from appliance.contract.settings import ModelSettings, Settings
from appliance.core.paths import Paths
from tests.bench.answering import attacks, cache, demo, many
from tests.bench.parts import part
from tests.whole.box import Box

VISITORS, CROWD = 8, 30
SECONDS, QUICK_S = 90.0, 45.0
CROWD_S, QUICK_CROWD_S = 300.0, 60.0


def run(data: Path, quick: bool, model: ModelSettings) -> dict[str, Any]:
    """Everything of which `data` has the sets; what is left out is named."""
    with demo_box(model) as box:
        found = demo.run(box.client, quick)
        box.client.clear_cache()
        eight = many.run(box, VISITORS, QUICK_S if quick else SECONDS)
        found |= {f"first_useful_p{share}_ms_8": eight[f"first_words_p{share}_ms"] for share in (50, 95)}
        found["first_useful_p95_ms_8_uncached"] = eight["first_words_p95_ms_uncached"]
        box.client.clear_cache()
        found |= part("attacks", lambda: attacks.run(box, data, quick))
    return found | part("cache", lambda: asyncio.run(cache.run(data)))


def crowd(quick: bool, model: ModelSettings) -> dict[str, Any]:
    """Thirty visitors for five minutes (one when quick)."""
    with demo_box(model) as box:
        return many.run(box, CROWD, QUICK_CROWD_S if quick else CROWD_S)


@contextmanager
def demo_box(model: ModelSettings) -> Iterator[Box]:
    """A box with the demo shop, all of it read; with this model instead of the starter model if it names one."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        paths = Paths(home).prepare()
        paths.settings.write_text(Settings(model=model).model_dump_json(), encoding="utf-8")
        with Box(home, "appliance", "start", "--headless", "--demo") as box:
            box.wait_until_read()
            yield box
