"""Owns `shopbell knowledge`: what the shop knows."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from appliance.cli.screen import AsJson, ask_box, fail, print_json, screen, table, wait
from appliance.client import Client
from appliance.contract.jobs import Job, JobState

app = typer.Typer(help="What the shop knows.", no_args_is_help=True)


@app.command("list")
def list_documents(as_json: AsJson = False) -> None:
    """Every document and whether it can be quoted."""
    found = ask_box(lambda client: client.documents())
    if as_json:
        print_json(found)
        return
    rows = [(one.id, one.title, one.name, one.state, str(one.passages), one.problem or "") for one in found]
    screen.print(table(("id", "title", "file", "state", "passages", "problem"), rows))


@app.command()
def add(files: list[Path], as_json: AsJson = False) -> None:
    """Add documents and wait until they are read; says which could not be."""

    def send(client: Client) -> list[Job]:
        added = [(client.add_document(file), file) for file in files]
        return wait(client, [one.job_id for one, _ in added if one.job_id], quiet=as_json)

    for file in files:
        if not file.is_file():
            fail(f"{file} is not a file.")
    ended = ask_box(send)
    if as_json:
        print_json(ended)
    else:
        screen.print(f"{len(files)} documents are known, {len(ended)} of them read now.")
    for job in ended:
        if job.state is not JobState.SUCCEEDED:
            fail(f"{job.subject}: {job.detail or job.state}")


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
