"""Owns the command of figures: `packaging/bench NAME`."""

from __future__ import annotations

import argparse
import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from appliance.contract.settings import ModelSettings
from tests.bench.answering import cache, evaluation, guard, pii, triage
from tests.bench.knowledge import figures, products
from tests.bench.model import comparison, soak
from tests.bench.parts import part


def main() -> None:
    parser = argparse.ArgumentParser(prog="packaging/bench", description="Sets up what it needs, measures, prints.")
    parser.add_argument("name", choices=tuple(BENCHES))
    parser.add_argument("--quick", action="store_true", help="fewer questions, done within five minutes")
    parser.add_argument("--json", action="store_true", help="one JSON object as the last line")
    parser.add_argument("--levels", type=int, nargs="+", default=comparison.LEVELS, help="model: visitors at once")
    parser.add_argument("--servers", type=int, default=len(comparison.SERVERS), help="model: so many of the four")
    parser.add_argument(
        "--data",
        type=Path,
        default=Path("../shared/data"),
        help="the folder of the sets of others' questions; what needs a set that is missing is left out, and named",
    )
    parser.add_argument("--model", type=Path, help="answers, crowd: a GGUF file instead of the starter model")
    parser.add_argument("--endpoint", default="", help="answers, crowd: an OpenAI-compatible server instead of ours")
    chosen = parser.parse_args()
    figures = part(chosen.name, lambda: BENCHES[chosen.name](chosen))
    for name, value in figures.items():
        print(f"{name:36} {value}")
    if chosen.json:
        print(json.dumps(figures))


def _answers(chosen: argparse.Namespace) -> dict[str, Any]:
    return evaluation.run(chosen.data, chosen.quick, _chosen_model(chosen))


def _crowd(chosen: argparse.Namespace) -> dict[str, Any]:
    return evaluation.crowd(chosen.quick, _chosen_model(chosen))


def _chosen_model(chosen: argparse.Namespace) -> ModelSettings:
    return ModelSettings(file=str(chosen.model.resolve()) if chosen.model else "", endpoint=chosen.endpoint)


def _model(chosen: argparse.Namespace) -> dict[str, Any]:
    return comparison.run(chosen.quick, chosen.levels, chosen.servers)


def _soak(chosen: argparse.Namespace) -> dict[str, Any]:
    return soak.run(60.0 if chosen.quick else 600.0)


def _knowledge(chosen: argparse.Namespace) -> dict[str, Any]:
    return figures.run(chosen.data, chosen.quick)


def _products(chosen: argparse.Namespace) -> dict[str, Any]:
    return products.run(1_000 if chosen.quick else 10_000)


def _pii(chosen: argparse.Namespace) -> dict[str, Any]:
    return pii.run(chosen.data)


def _guard(chosen: argparse.Namespace) -> dict[str, Any]:
    return guard.run(chosen.data)


def _triage(chosen: argparse.Namespace) -> dict[str, Any]:
    return triage.run(chosen.data)


def _cache(chosen: argparse.Namespace) -> dict[str, Any]:
    return asyncio.run(cache.run(chosen.data))


BENCHES: dict[str, Callable[[argparse.Namespace], dict[str, Any]]] = {
    "answers": _answers,
    "crowd": _crowd,
    "model": _model,
    "soak": _soak,
    "knowledge": _knowledge,
    "products": _products,
    "guard": _guard,
    "triage": _triage,
    "pii": _pii,
    "cache": _cache,
}

if __name__ == "__main__":
    main()
