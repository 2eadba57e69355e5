"""Owns `shopbell cache`: how often what was made before helped, and forgetting it."""

from __future__ import annotations

import typer

from appliance.cli.screen import AsJson, ask_box, print_json, screen, table
from appliance.contract.cache import CacheLayer, CacheReport, LayerRate

app = typer.Typer(help="Answers that are told again, and how often that helps.", no_args_is_help=True)

WORDS = {
    CacheLayer.QUESTION: "answers, same words",
    CacheLayer.EMBEDDING: "vectors of questions",
    CacheLayer.ANSWER: "answers, same meaning",
    CacheLayer.RETRIEVAL: "found passages",
    CacheLayer.PREFIX: "prompts in the model",
}


@app.command()
def show(as_json: AsJson = False) -> None:
    """Each layer: how often it was asked since the box started, how often it helped."""
    _show(ask_box(lambda client: client.cache()), as_json)


@app.command()
def clear(as_json: AsJson = False) -> None:
    """Forget every kept answer; each is made anew when somebody asks."""
    _show(ask_box(lambda client: client.clear_cache()), as_json)


def _show(report: CacheReport, as_json: bool) -> None:
    if as_json:
        print_json(report)
        return
    screen.print(table(("layer", "asked", "helped", "rate", "kept"), [_row(one) for one in report.layers]))
    screen.print(f"{report.stale} told while stale, {report.refreshed} made anew, {report.dropped} dropped by changes.")


def _row(one: LayerRate) -> tuple[str, ...]:
    unit = " tokens" if one.unit == "tokens" else ""
    kept = "-" if one.kept is None else str(one.kept)
    return WORDS[one.layer], f"{one.asked}{unit}", f"{one.hits}{unit}", f"{one.rate:.0%}", kept
