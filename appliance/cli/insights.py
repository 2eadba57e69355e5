"""Owns `shopbell insights`: how questions were answered, in figures."""

from __future__ import annotations

import typer

from appliance.cli.screen import AsJson, ask_box, print_json, screen, table
from appliance.contract.insights import AnswerTrace

app = typer.Typer(help="How questions were answered, in figures.", no_args_is_help=True)


@app.command()
def answers(since: str = "", as_json: AsJson = False) -> None:
    """Rung by rung: how often it answered and how fast; --since 2026-11-01 counts from that day (UTC)."""
    found = ask_box(lambda client: client.answer_figures(since))
    if as_json:
        print_json(found)
        return
    screen.print(f"{found.answers} answers; " + ", ".join(f"{count} {how}" for how, count in found.outcomes.items()))
    rows = [
        (one.rung, str(one.answers), _ms(one.first_words_p50_ms), _ms(one.first_words_p95_ms), _ms(one.total_p95_ms))
        for one in found.rungs
    ]
    screen.print(table(("rung", "answers", "first words", "95 %", "whole, 95 %"), rows))
    steps = [(name, _ms(took)) for name, took in found.steps_p95_ms.items()]
    screen.print(table(("step", "95 %"), steps))


@app.command()
def traces(limit: int = 20, as_json: AsJson = False) -> None:
    """The latest answers step by step, without a word of what was said."""
    found = ask_box(lambda client: client.traces(limit))
    if as_json:
        print_json(found)
        return
    screen.print(table(("when", "rung", "how", "first", "whole", "steps"), [_row(trace) for trace in found]))


def _row(trace: AnswerTrace) -> tuple[str, ...]:
    steps = ", ".join(f"{span.name} {span.duration_ms:.0f}" for span in trace.spans)
    return trace.at[:19], trace.rung or "-", trace.outcome, _ms(trace.first_words_ms), _ms(trace.total_ms), steps


def _ms(value: float | None) -> str:
    return "-" if value is None else f"{value:.0f} ms"
