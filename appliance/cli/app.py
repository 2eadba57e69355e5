"""Owns the command line's first level: `shopbell status`, `ask`, `jobs`, and the groups beside it.

Every command has `--json`; it exits 0 when done, 1 when the box refused, 3 when the box does not answer.
"""

from __future__ import annotations

import typer

from appliance.cli import (
    answers,
    cache,
    cloud,
    egress,
    facts,
    gaps,
    handoffs,
    insights,
    knowledge,
    leads,
    models,
    occasions,
    outbox,
    products,
    website,
)
from appliance.cli.screen import AsJson, ask_box, print_json, screen, table
from appliance.client import Client
from appliance.contract.chat import Cards, ChatEvent, Delta, Done, Failed, Form, ProductCard, Sources
from appliance.contract.status import Answering

app = typer.Typer(help="Shopbell, the front desk of your shop.", no_args_is_help=True, add_completion=False)
app.add_typer(knowledge.app, name="knowledge")
knowledge.app.add_typer(website.app, name="website")
knowledge.app.command("golden")(answers.golden)
app.add_typer(facts.app, name="facts")
app.add_typer(gaps.app, name="gaps")
app.add_typer(answers.app, name="answers")
app.add_typer(products.app, name="products")
app.add_typer(models.app, name="models")
app.add_typer(handoffs.app, name="handoffs")
app.add_typer(leads.app, name="leads")
app.add_typer(outbox.app, name="outbox")
app.add_typer(cache.app, name="cache")
app.add_typer(cloud.app, name="cloud")
app.add_typer(egress.app, name="egress")
app.add_typer(insights.app, name="insights")
app.add_typer(occasions.incident, name="incident")
app.add_typer(occasions.sale_day, name="sale-day")


@app.command()
def status(as_json: AsJson = False) -> None:
    """Is it answering, how are its processes, what happened today."""
    box = ask_box(lambda client: client.status())
    if as_json:
        print_json(box)
        return
    colour = {Answering.YES: "green", Answering.LIMITED: "yellow", Answering.NO: "red"}[box.answering]
    screen.print(f"{box.shop}: [{colour}]{box.answering}[/]. {box.detail}")
    screen.print(f"Today: {box.questions_today} questions, {box.answered_today} answered, {box.leads_today} leads.")
    rows = [(one.name, one.state, str(one.pid or "-"), str(one.restarts), one.detail or "") for one in box.processes]
    screen.print(table(("process", "state", "pid", "restarts", "what is wrong"), rows))


@app.command()
def ask(question: str, as_json: AsJson = False) -> None:
    """Ask what a visitor could ask; the answer streams, with its sources."""

    def listen(client: Client) -> None:
        for event in client.ask(question):
            if as_json:
                print_json(event)
            else:
                _tell(event)

    ask_box(listen)


@app.command()
def jobs(as_json: AsJson = False, limit: int = 20) -> None:
    """Long work: what runs, what ended and how."""
    found = ask_box(lambda client: client.jobs(limit))
    if as_json:
        print_json(found)
        return
    rows = [(job.kind, job.subject, job.state, f"{job.done}/{job.total}", job.detail or "") for job in found]
    screen.print(table(("job", "about", "state", "done", "detail"), rows))


def main() -> None:
    app()


def _tell(event: ChatEvent) -> None:
    match event:
        case Delta(text=text):
            screen.print(text, end="", markup=False)
        case Failed(detail=detail):
            screen.print(f"\n[red]{detail}[/]", end="")
        case Sources(sources=sources):
            screen.print()
            for source in sources:
                screen.print(
                    f"  from {' › '.join(part for part in (source.title, source.place) if part)}", markup=False
                )
        case Cards(cards=cards):
            for card in cards:
                screen.print(f"  {_card(card)}", markup=False)
        case Form():
            screen.print("\n  (a visitor is now asked for contact details)", markup=False)
        case Done(rung=rung, spans=spans):
            took = max((span.start_ms + span.duration_ms for span in spans), default=0.0)
            screen.print(f"  {rung or 'said at once'}, {took / 1000:.2f} s")


def _card(card: ProductCard) -> str:
    stock = {True: "in stock", False: "out of stock", None: ""}[card.in_stock]
    before = f"instead of {card.regular_price}" if card.regular_price else ""
    return " · ".join(part for part in (card.name, card.detail, card.price, before, stock, card.url) if part)
