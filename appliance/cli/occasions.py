"""Owns `shopbell incident` and `shopbell sale-day`: days that are not like others."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from appliance.cli.answers import by_language
from appliance.cli.screen import AsJson, ask_box, print_json, screen
from appliance.contract.occasions import CannedAnswer, Incident, Occasions, SaleDay

incident = typer.Typer(help="Tell every visitor that something is not as usual.", no_args_is_help=True)
sale_day = typer.Typer(help="A day on which many will come.", no_args_is_help=True)

Answers = Annotated[
    list[str] | None,
    typer.Option("--answer", help="'parcel, delivery: They leave on Friday.', or 'de=Paket: Sie gehen am Freitag.'"),
]
InLanguage = Annotated[list[str] | None, typer.Option("--in", help="The notice in a language: de=Pakete sind spät.")]
Until = Annotated[datetime | None, typer.Option(help="Local time: 2026-12-24T18:00.")]
Questions = Annotated[list[str] | None, typer.Option("--question", help="Answered beforehand; may be given often.")]


@incident.command("set")
def set_incident(
    notice: str, answer: Answers = None, in_: InLanguage = None, until: Until = None, as_json: AsJson = False
) -> None:
    """NOTICE is shown above every chat that is opened; each --answer is told to whoever asks about its words."""
    notices = by_language(in_)

    def wanted() -> Incident:
        answers = tuple(_canned(line) for line in answer or ())
        return Incident(notice=notice, notices=notices, answers=answers, until=until.astimezone() if until else None)

    _tell(ask_box(lambda client: client.announce_incident(wanted())), as_json)


@incident.command("end")
def end_incident(as_json: AsJson = False) -> None:
    """All is as usual again."""
    _tell(ask_box(lambda client: client.end_incident()), as_json)


@incident.command("show")
@sale_day.command("show")
def show(as_json: AsJson = False) -> None:
    """What is planned or going on."""
    _tell(ask_box(lambda client: client.occasions()), as_json)


@sale_day.command("set")
def set_sale_day(
    starts: datetime, ends: datetime, question: Questions = None, max_words: int = 50, as_json: AsJson = False
) -> None:
    """From STARTS to ENDS (local time) answers are shorter and come at once; the usual ones are made before.

    What you typed or taught is told whole.
    """

    def wanted() -> SaleDay:
        return SaleDay(
            starts_at=starts.astimezone(), ends_at=ends.astimezone(), max_words=max_words,
            questions=tuple(question or ()),
        )  # fmt: skip

    _tell(ask_box(lambda client: client.announce_sale(wanted())), as_json)


@sale_day.command("end")
def end_sale_day(as_json: AsJson = False) -> None:
    """Answer as usual."""
    _tell(ask_box(lambda client: client.call_off_sale()), as_json)


def _canned(line: str) -> CannedAnswer:
    about, colon, text = line.partition(":")
    if not colon:
        raise typer.BadParameter(f"{line!r} has no colon: write words, a colon, and the answer.")
    language, _, named = about.rpartition("=")
    return CannedAnswer(about=tuple(word.strip() for word in named.split(",")), text=text, language=language or None)


def _tell(known: Occasions, as_json: bool) -> None:
    if as_json:
        print_json(known)
        return
    if known.incident:
        until = f" (until {known.incident.until:%Y-%m-%d %H:%M})" if known.incident.until else ""
        screen.print(f"Incident{until}: {known.incident.notice}", markup=False)
        for language, notice in known.incident.notices.items():
            screen.print(f"  {language}={notice}", markup=False)
        for answer in known.incident.answers:
            language = f"{answer.language}=" if answer.language else ""
            screen.print(f"  {language}{', '.join(answer.about)}: {answer.text}", markup=False)
    if known.sale_day:
        screen.print(f"Sale from {known.sale_day.starts_at:%Y-%m-%d %H:%M} to {known.sale_day.ends_at:%Y-%m-%d %H:%M}.")
    if known == Occasions():
        screen.print("All is as usual.")
