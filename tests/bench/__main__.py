"""Owns the command of figures: `packaging/bench NAME [--quick] [--json]`."""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.bench import answers
from tests.bench.model import comparison
from tests.whole.box import Box


def main() -> None:
    parser = argparse.ArgumentParser(prog="packaging/bench", description="Sets up what it needs, measures, prints.")
    parser.add_argument("name", choices=tuple(BENCHES))
    parser.add_argument("--quick", action="store_true", help="fewer questions, done within five minutes")
    parser.add_argument("--json", action="store_true", help="one JSON object as the last line")
    chosen = parser.parse_args()
    figures = BENCHES[chosen.name](chosen.quick)
    for name, value in figures.items():
        print(f"{name:36} {value}")
    if chosen.json:
        print(json.dumps(figures))


def _answers(quick: bool) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        with Box(home, "appliance", "start", "--headless", "--demo") as box:
            box.wait_until_read()
            return answers.run(box.client, quick)


BENCHES: dict[str, Callable[[bool], dict[str, Any]]] = {"answers": _answers, "model": comparison.run}

if __name__ == "__main__":
    main()
