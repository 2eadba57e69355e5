"""Owns `shopbell handoffs`: who wants to talk with a person, taking over, saying something, giving back."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.markup import escape

from appliance.cli.screen import AsJson, ask_box, fail, print_json, screen, table
from appliance.contract.handoff import NAME_MAX_CHARS, SAID_MAX_CHARS, HandOff, HandOffMessage, HandOffState, Speaker

app = typer.Typer(help="Visitors who want to talk with a person.", no_args_is_help=True)

STATES = {
    HandOffState.WAITING: "[yellow]waits[/]",
    HandOffState.TALKING: "[green]talks[/]",
    HandOffState.MISSED: "[red]nobody came[/]",
    HandOffState.ENDED: "over",
}
Name = Annotated[str, typer.Option(help="How the visitor sees you.")]


@app.command("list")
def list_hand_offs(ended: bool = False, limit: int = 50, as_json: AsJson = False) -> None:
    """Who waits or talks, the longest first; with --ended those that are over."""
    found = ask_box(lambda client: client.hand_offs(limit, ended))
    if as_json:
        print_json(found)
    elif not found:
        screen.print("Nobody waits for a person.")
    else:
        rows = [
            (one.id, STATES[one.state], one.asked_at[11:16], one.reason, one.person or "", escape(one.question))
            for one in found
        ]
        screen.print(table(("id", "state", "since (UTC)", "asked by", "with", "question"), rows))


@app.command()
def thread(hand_off_id: str, after: int = 0, as_json: AsJson = False) -> None:
    """What was said; --after NUMBER for what is new."""
    found = ask_box(lambda client: client.hand_off_messages(hand_off_id, after))
    if as_json:
        print_json(found)
        return
    for message in found:
        screen.print(f"{message.number:>4}  {message.at[11:16]}  {_who(message)}: {message.text}", markup=False)


@app.command()
def take(hand_off_id: str, name: Name, as_json: AsJson = False) -> None:
    """Talk with the visitor; the assistant is silent from now on. A conversation's id (c_...) works too."""
    _check(name, NAME_MAX_CHARS, "Your name")
    steps_in = hand_off_id.startswith("c_")
    taken = ask_box(
        lambda client: (
            client.take_conversation(hand_off_id, name) if steps_in else client.take_hand_off(hand_off_id, name)
        )
    )
    _told(taken, f"You are talking with the visitor. Say something: shopbell handoffs say {taken.id} TEXT", as_json)


@app.command()
def say(hand_off_id: str, text: str, as_json: AsJson = False) -> None:
    """Say something to the visitor."""
    _check(text, SAID_MAX_CHARS, "What you say")
    said = ask_box(lambda client: client.say_in_hand_off(hand_off_id, text))
    print_json(said) if as_json else screen.print("Said.")


@app.command()
def end(hand_off_id: str, as_json: AsJson = False) -> None:
    """Give the conversation back to the assistant; of one that waits, that nobody can come."""
    over = ask_box(lambda client: client.end_hand_off(hand_off_id))
    missed = over.state is HandOffState.MISSED
    _told(over, "The visitor is told that nobody can come." if missed else "The assistant answers again.", as_json)


def _check(typed: str, most: int, what: str) -> None:
    if not 0 < len(typed.strip()) <= most:
        fail(f"{what} has 1 to {most:,} characters.")


def _who(message: HandOffMessage) -> str:
    return message.name or "?" if message.said_by is Speaker.PERSON else message.said_by.value


def _told(hand_off: HandOff, sentence: str, as_json: bool) -> None:
    print_json(hand_off) if as_json else screen.print(sentence, markup=False)
