"""Owns `shopbell facts`: the shop's typed facts, what documents propose for them, what expires."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError
from rich.markup import escape

from appliance.cli.screen import AsJson, ask_box, fail, print_json, screen, table
from appliance.contract.facts import ShopFacts

app = typer.Typer(help="Hours, prices, contact, policies: what is answered first.", no_args_is_help=True)

VALUE_MAX = 70


@app.command()
def show(as_json: AsJson = False) -> None:
    """The facts as they are saved; --json gives the file that `shopbell facts set` takes."""
    found = ask_box(lambda client: client.facts())
    if as_json:
        print_json(found)
        return
    for field, value in found.model_dump(mode="json", exclude_defaults=True).items():
        if isinstance(value, list):
            screen.print(f"{field}:", markup=False)
            for one in value:
                screen.print(f"  {_short(one)}", markup=False)
        else:
            screen.print(f"{field}: {_short(value)}", markup=False)


@app.command("set")
def set_facts(file: Path, as_json: AsJson = False) -> None:
    """Replace the facts by those in a JSON file; `shopbell facts undo` goes back."""
    try:
        facts = ShopFacts.model_validate_json(file.read_bytes())
    except OSError as problem:
        fail(f"{file} cannot be read: {problem.strerror}.")
        return
    except ValidationError as wrong:
        first = wrong.errors()[0]
        fail(f"{file}: {'.'.join(map(str, first['loc']))}: {first['msg']}")
        return
    _told(ask_box(lambda client: client.save_facts(facts)), "Saved. The facts answer at once.", as_json)


@app.command()
def undo(as_json: AsJson = False) -> None:
    """Go back to the facts before the last change; further with every call."""
    _told(ask_box(lambda client: client.undo_facts()), "The facts before the last change hold again.", as_json)


@app.command()
def proposals(
    dismissed: Annotated[bool, typer.Option(help="Those that were turned down instead.")] = False,
    as_json: AsJson = False,
) -> None:
    """What documents say beside the facts or against them."""
    found = ask_box(lambda client: client.fact_proposals(dismissed))
    if as_json:
        print_json(found)
        return
    if not found:
        screen.print("Your documents say nothing that the facts do not say too.")
        return
    rows = [
        (one.id, one.field, escape(_short(one.value)), escape(_instead(one.contradicts)), escape(one.document))
        for one in found
    ]
    screen.print(table(("id", "fact", "the document says", "the facts say", "document"), rows))


@app.command()
def confirm(proposal_id: str, as_json: AsJson = False) -> None:
    """Take a proposal into the facts; its id stands in `shopbell facts proposals`."""
    _told(ask_box(lambda client: client.confirm_fact(proposal_id)), "Confirmed. It answers at once.", as_json)


@app.command()
def dismiss(proposal_id: str, as_json: AsJson = False) -> None:
    """Turn a proposal down for good, whichever document says it again."""
    ask_box(lambda client: client.dismiss_fact(proposal_id))
    _done({"dismissed": proposal_id}, "Turned down. It is not proposed again.", as_json)


@app.command()
def reopen(proposal_id: str, as_json: AsJson = False) -> None:
    """Take back that a proposal was turned down."""
    ask_box(lambda client: client.reopen_fact(proposal_id))
    _done({"reopened": proposal_id}, "It is proposed again.", as_json)


@app.command()
def expiring(as_json: AsJson = False) -> None:
    """What has expired and answers no more, and what will within two weeks."""
    found = ask_box(lambda client: client.expiring_facts())
    if as_json:
        print_json(found)
        return
    if not found:
        screen.print("Nothing expires within the next two weeks.")
        return
    rows = [(one.field, escape(one.name), one.expires_on.isoformat(), _when(one.days)) for one in found]
    screen.print(table(("fact", "name", "last day", ""), rows))


def _told(facts: ShopFacts, sentence: str, as_json: bool) -> None:
    if as_json:
        print_json(facts)
    else:
        screen.print(sentence)


def _done(body: dict[str, str], sentence: str, as_json: bool) -> None:
    if as_json:
        screen.print_json(json.dumps(body))
    else:
        screen.print(sentence)


def _when(days: int) -> str:
    if days < 0:
        return f"over since {-days} days"
    return f"holds {days} more days" if days else "its last day"


def _instead(value: Any) -> str:
    return "" if value is None else _short(value)


def _short(value: Any) -> str:
    """A value on one line: empty parts left out, cut where the screen would wrap."""
    told = value if isinstance(value, str) else json.dumps(_filled(value), ensure_ascii=False)
    return told if len(told) <= VALUE_MAX else f"{told[: VALUE_MAX - 1]}…"


def _filled(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _filled(one) for key, one in value.items() if one not in (None, [], {}, False)}
    return [_filled(one) for one in value] if isinstance(value, list) else value
