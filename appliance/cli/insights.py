"""Owns `shopbell insights`: how questions were answered, in figures."""

from __future__ import annotations

import typer

from appliance.cli.screen import AsJson, ask_box, print_json, screen, table
from appliance.contract.insights import AnswerTrace, Times

app = typer.Typer(help="How questions were answered, in figures.", no_args_is_help=True)


@app.command()
def answers(since: str = "", as_json: AsJson = False) -> None:
    """Rung by rung: how often it answered and how fast; --since 2026-11-01 counts from that day (UTC)."""
    found = ask_box(lambda client: client.answer_figures(since))
    if as_json:
        print_json(found)
        return
    ended = [f"{count} {how}" for how, count in found.outcomes.items()]
    screen.print(", ".join([f"{found.answers} answers", *ended, f"{found.turned_away} times asked to come again"]))
    rungs = [(one.rung, str(one.answers), *_times(one.first_words), *_times(one.total)) for one in found.rungs]
    screen.print(table(("rung", "answers", "first words", "95 %", "99 %", "whole", "95 %", "99 %"), rungs))
    steps = [(name, *_times(took)) for name, took in found.steps.items()]
    screen.print(table(("step", "half", "95 %", "99 %"), steps))


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


def _times(took: Times | None) -> tuple[str, str, str]:
    return (_ms(took.p50_ms), _ms(took.p95_ms), _ms(took.p99_ms)) if took else ("-", "-", "-")


def _ms(value: float | None) -> str:
    return "-" if value is None else f"{value:.0f} ms"
