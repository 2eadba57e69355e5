"""Owns the composition root: `python -m appliance <process>` wires the parts of one process and runs it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

from appliance.contract.ports import Ports
from appliance.core.exit_codes import SETTINGS_ARE_WRONG
from appliance.core.paths import Paths


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="appliance", description="One process of Shopbell.")
    processes = parser.add_subparsers(dest="process", required=True)
    for name in PROCESSES:
        processes.add_parser(name)
    processes.choices["model-server"].add_argument("--role", choices=("chat", "embed"), required=True)
    processes.choices["model-server"].add_argument("--safe-mode", action="store_true")
    processes.choices["read-document"].add_argument("path", type=Path)
    processes.choices["read-document"].add_argument("name")
    processes.choices["start"].add_argument("--demo", action="store_true")
    processes.choices["start"].add_argument("--headless", action="store_true")
    chosen = parser.parse_args(arguments)
    try:
        return PROCESSES[chosen.process](chosen)
    except ValueError as wrong:  # a setting out of its bounds, said in one sentence
        print(wrong, file=sys.stderr)
        return SETTINGS_ARE_WRONG


# Each process imports only what it needs: the supervisor stays small, the api never loads llama.cpp.


def _supervisor(chosen: argparse.Namespace) -> int:
    from appliance.supervisor.process import run

    return run(_paths(), _ports())


def _model_server(chosen: argparse.Namespace) -> int:
    from appliance.wiring.model_server import run

    return run(chosen.role, chosen.safe_mode, _paths(), _ports())


def _api(chosen: argparse.Namespace) -> int:
    from appliance.wiring.api import run

    return run(_paths(), _ports())


def _scheduler(chosen: argparse.Namespace) -> int:
    from appliance.wiring.scheduler import run

    return run(_paths(), _ports())


def _read_document(chosen: argparse.Namespace) -> int:
    from appliance.knowledge.documents.reader import child_main

    return child_main(chosen.path, chosen.name)


def _read_pages(chosen: argparse.Namespace) -> int:
    from appliance.knowledge.website.pages.child import main

    return main()


def _start(chosen: argparse.Namespace) -> int:
    from appliance.wiring.start import run

    return run(_paths(), _ports(), demo=chosen.demo, headless=chosen.headless)


def _paths() -> Paths:
    return Paths.from_environment(os.environ).prepare()


def _ports() -> Ports:
    return Ports.from_environment(os.environ)


PROCESSES: dict[str, Callable[[argparse.Namespace], int]] = {
    "start": _start,
    "supervisor": _supervisor,
    "model-server": _model_server,
    "api": _api,
    "scheduler": _scheduler,
    "read-document": _read_document,
    "read-pages": _read_pages,
}

if __name__ == "__main__":
    sys.exit(main())
