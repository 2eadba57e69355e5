"""Owns `shopbell egress`: what left the box, and keeping visitors' words here."""

from __future__ import annotations

from enum import StrEnum

import typer
from rich.markup import escape

from appliance.cli.screen import AsJson, ask_box, print_json, screen, table
from appliance.contract.egress import EgressReport

app = typer.Typer(help="What left the box, when, to whom and why.", invoke_without_command=True)


class Switch(StrEnum):
    ON = "on"
    OFF = "off"


@app.callback()
def egress(context: typer.Context, limit: int = 20, as_json: AsJson = False) -> None:
    """Sums of the latest days, then the latest rows of the ledger, newest first."""
    if context.invoked_subcommand is None:
        _tell(ask_box(lambda client: client.egress(limit)), as_json)


@app.command("nothing-leaves")
def nothing_leaves(switch: Switch, as_json: AsJson = False) -> None:
    """While it is on, no word of a visitor leaves this box, whatever else is switched on."""
    _tell(ask_box(lambda client: client.let_nothing_leave(switch is Switch.ON)), as_json)


def _tell(report: EgressReport, as_json: bool) -> None:
    if as_json:
        print_json(report)
        return
    if report.nothing_leaves:
        screen.print("No word of a visitor leaves this box.")
    else:
        screen.print(
            "[yellow]Visitors' words may leave this box; personal details are hidden as far as they are found.[/]"
        )
    days = [(day.day, str(day.times), _kb(day.bytes_out), _kb(day.bytes_in), f"{day.cost:.4f}") for day in report.days]
    if days:
        screen.print(table(("day (UTC)", "times", "sent", "received", "cost"), days))
    rows = [
        (row.at[:19], escape(row.host), escape(row.why), _kb(row.bytes_out), _kb(row.bytes_in), row.outcome)
        for row in report.latest
    ]
    if rows:
        screen.print(table(("when (UTC)", "to", "why", "sent", "received", "how it ended"), rows))


def _kb(size: int) -> str:
    return f"{size / 1000:.1f} kB"
