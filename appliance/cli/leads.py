"""Owns `shopbell leads`: who left contact details, and marking them handled."""

from __future__ import annotations

import typer
from rich.markup import escape

from appliance.cli.screen import AsJson, ask_box, print_json, screen, table
from appliance.contract.leads import FormKind, Lead

app = typer.Typer(help="Visitors who left contact details.", no_args_is_help=True)

KINDS = {
    FormKind.LEAD: "answer",
    FormKind.CALL_BACK: "call back",
    FormKind.BOOKING: "booking",
    FormKind.EMAIL_ANSWER: "answer by e-mail",
}


@app.command("list")
def list_leads(open_only: bool = False, limit: int = 50, as_json: AsJson = False) -> None:
    """Newest first; with --open-only those that nobody has handled."""
    found = ask_box(lambda client: client.leads(limit, open_only))
    if as_json:
        print_json(found)
        return
    wanted = ("id", "left (UTC)", "wants", "name", "contact", "question", "more", "handled")
    screen.print(table(wanted, [_row(lead) for lead in found]))


@app.command()
def handled(lead_id: str, undo: bool = False, as_json: AsJson = False) -> None:
    """Mark a lead as handled; with --undo take that back."""
    lead = ask_box(lambda client: client.handle_lead(lead_id, handled=not undo))
    if as_json:
        print_json(lead)
    else:
        screen.print(f"{lead.name}: {'open again' if undo else 'handled'}.", markup=False)


def _row(lead: Lead) -> tuple[str, ...]:
    contact = " · ".join(part for part in (lead.email, lead.phone) if part)
    told = (lead.name, contact, lead.question, _more(lead))
    return lead.id, lead.left_at[:16], KINDS[lead.kind], *map(escape, told), (lead.handled_at or "")[:10]


def _more(lead: Lead) -> str:
    """A booking's day, time and people, and what else was written."""
    when = ""
    if wish := lead.booking:
        when = f"{wish.date} {wish.time:%H:%M}" + (f" for {wish.people}" if wish.people else "")
    return " · ".join(part for part in (when, lead.note) if part)
