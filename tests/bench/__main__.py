"""Owns the command of figures: `packaging/bench NAME [--quick] [--json]`."""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from tests.bench import answers
from tests.whole.box import Box


def main() -> None:
    parser = argparse.ArgumentParser(prog="packaging/bench", description="Starts a box, measures, prints.")
    parser.add_argument("name", choices=("answers",))
    parser.add_argument("--quick", action="store_true", help="a third of the questions")
    parser.add_argument("--json", action="store_true", help="one JSON object as the last line")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        with Box(home, "appliance", "start", "--headless", "--demo") as box:
            box.wait_until_read()
            figures = answers.run(box.client, chosen.quick)
    for name, value in figures.items():
        print(f"{name:24} {value}")
    if chosen.json:
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
