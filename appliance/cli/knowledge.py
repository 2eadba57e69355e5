"""Owns `shopbell knowledge`: what the shop knows."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import typer

from appliance.cli.screen import AsJson, ask_box, fail, print_json, screen, table, wait
from appliance.client import Client
from appliance.contract.imports import Import, ImportItem
from appliance.contract.jobs import JobState
from appliance.contract.knowledge import Document

IMPORT_S = 4 * 3600.0

app = typer.Typer(help="What the shop knows.", no_args_is_help=True)


@app.command("list")
def list_documents(as_json: AsJson = False) -> None:
    """Every document and whether it can be quoted."""
    found = ask_box(lambda client: client.documents())
    if as_json:
        print_json(found)
        return
    rows = [
        (one.id, one.title, one.name, one.state, str(one.passages), one.expires_on or "", _notes(one)) for one in found
    ]
    screen.print(table(("id", "title", "file", "state", "passages", "holds until", "notes"), rows))


@app.command()
def add(paths: list[Path], as_json: AsJson = False) -> None:
    """Add files, folders or ZIP archives and wait until they are read; says which could not be, and why."""
    for path in paths:
        if not path.exists():
            fail(f"{path} does not exist.")
    _follow(lambda client: client.import_files(paths), as_json)


@app.command("continue")
def go_on(import_id: str, as_json: AsJson = False) -> None:
    """Go on with an import that was stopped; its id stands in `shopbell knowledge imports`."""
    _follow(lambda client: client.start_import(import_id), as_json)


@app.command()
def imports(as_json: AsJson = False) -> None:
    """The latest imports and what became of their files."""
    found = ask_box(lambda client: client.imports())
    if as_json:
        print_json(found)
        return
    rows = [
        (one.id, one.name, str(one.files), _told(one), one.job.state if one.job else "not started") for one in found
    ]
    screen.print(table(("id", "name", "files", "of them", "reading"), rows))


@app.command()
def check(only_look: bool = False, as_json: AsJson = False) -> None:
    """Compare documents, database, keyword index and vectors, and mend what can be made again."""
    found = ask_box(lambda client: client.check_knowledge(repair=not only_look))
    if as_json:
        print_json(found)
    else:
        screen.print(f"{found.documents} documents and {found.passages} passages were compared.")
        for flaw in found.flaws:
            screen.print(f"{flaw.detail} {'Mended.' if flaw.repaired else 'Not mended.'}")
        screen.print("Something did not agree." if found.flaws else "Everything agrees.")
    if any(not flaw.repaired for flaw in found.flaws):
        raise typer.Exit(1)


def _follow(start: Callable[[Client], Import], as_json: bool) -> None:
    """Watch an import to its end and tell its report."""

    def watch(client: Client) -> Import:
        begun = start(client)
        if begun.job:
            wait(client, [begun.job.id], quiet=as_json, longest_s=IMPORT_S)
        return client.import_report(begun.id)

    report = ask_box(watch)
    if as_json:
        print_json(report)
    else:
        screen.print(f"{report.name}: {report.files} files, {_told(report)}.")
        for item in report.problems:
            print(_problem(item), file=sys.stderr)
    if report.problems or not report.job or report.job.state is not JobState.SUCCEEDED:
        raise typer.Exit(1)


def _notes(document: Document) -> str:
    return " ".join(filter(None, (document.problem, *(note.detail for note in document.notes))))


def _problem(item: ImportItem) -> str:
    """One sentence with the file's name in it."""
    said = item.problem or ""
    return said if said.startswith(item.name) else f"{item.name}: {said}"


def _told(report: Import) -> str:
    return ", ".join(f"{count} {state}" for state, count in report.states.items()) or "nothing in it"


@app.command()
def hold(document_id: str, until: str, as_json: AsJson = False) -> None:
    """Quote a document up to a day such as 2027-01-31, or `forever`."""
    try:
        day = None if until == "forever" else date.fromisoformat(until)
    except ValueError:
        fail(f"{until} is no day; write it like 2027-01-31, or `forever`.")
        raise
    changed = ask_box(lambda client: client.hold_document_until(document_id, day))
    if as_json:
        print_json(changed)
    else:
        screen.print(f"{changed.title} is quoted {f'until {day}' if day else 'for ever'}.")


@app.command()
def remove(document_id: str, as_json: AsJson = False) -> None:
    """Forget a document at once; its id stands in `shopbell knowledge list`."""
    ask_box(lambda client: client.remove_document(document_id))
    if as_json:
        screen.print_json(json.dumps({"removed": document_id}))
    else:
        screen.print("Removed. It is not quoted any more.")


@app.command()
def rebuild(as_json: AsJson = False) -> None:
    """Read every document again into a new index, swapped in when it is complete."""
    ended = ask_box(lambda client: wait(client, [client.rebuild_index().id], quiet=as_json))
    if as_json:
        print_json(ended)
    else:
        screen.print(f"The index is {'rebuilt' if ended[0].state is JobState.SUCCEEDED else ended[0].state}.")
