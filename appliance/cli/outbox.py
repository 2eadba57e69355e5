"""Owns `shopbell outbox`: what waits to leave the box, and trying again."""

from __future__ import annotations

import typer
from rich.markup import escape

from appliance.cli.screen import AsJson, ask_box, print_json, screen, table
from appliance.contract.outbox import OutboxKind, OutboxState

app = typer.Typer(help="What waits to leave the box.", no_args_is_help=True)

KINDS = {
    OutboxKind.ALERT: "alert to you",
    OutboxKind.ANSWER_BY_EMAIL: "answer by e-mail",
    OutboxKind.LEAD: "lead for another program",
}


@app.command("list")
def list_outbox(state: OutboxState | None = None, limit: int = 50, as_json: AsJson = False) -> None:
    """Newest first; --state dead for what was given up."""
    found = ask_box(lambda client: client.outbox(limit, state))
    if as_json:
        print_json(found)
        return
    rows = [
        (one.id, one.created_at[:16], KINDS[one.kind], one.state, escape(one.detail), escape(one.last_error or ""))
        for one in found
    ]
    screen.print(table(("id", "since (UTC)", "what", "state", "where it stands", "last trouble"), rows))


@app.command()
def replay(row_id: str, as_json: AsJson = False) -> None:
    """Try to send it again from now on, also what was given up."""
    row = ask_box(lambda client: client.replay_outbox(row_id))
    print_json(row) if as_json else screen.print(row.detail, markup=False)
