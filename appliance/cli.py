"""Owns the command line for owner and technician: `shopbell status`, `ask`, `knowledge`, `jobs`.

Every command has `--json`; it exits 0 when done, 1 when the box refused, 3 when the box does not answer.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from pydantic import BaseModel
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from appliance.client import Client
from appliance.contract.chat import ChatEvent, Delta, Done, Failed, Form, Sources
from appliance.contract.jobs import Job, JobState
from appliance.contract.problems import ErrorCode, ShopbellError
from appliance.contract.status import Answering

T = TypeVar("T")
NO_ANSWER = 3
JOB_S = 600.0
UNFINISHED = (JobState.QUEUED, JobState.RUNNING)

app = typer.Typer(help="Shopbell, the front desk of your shop.", no_args_is_help=True, add_completion=False)
knowledge = typer.Typer(help="What the shop knows.", no_args_is_help=True)
app.add_typer(knowledge, name="knowledge")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
screen = Console(highlight=False)


@app.command()
def status(as_json: AsJson = False) -> None:
    """Is it answering, how are its processes, what happened today."""
    box = _ask_box(lambda client: client.status())
    if as_json:
        _print_json(box)
        return
    colour = {Answering.YES: "green", Answering.LIMITED: "yellow", Answering.NO: "red"}[box.answering]
    screen.print(f"{box.shop}: [{colour}]{box.answering}[/]. {box.detail}")
    screen.print(f"Today: {box.questions_today} questions, {box.answered_today} answered, {box.leads_today} leads.")
    rows = [(one.name, one.state, str(one.pid or "-"), str(one.restarts), one.detail or "") for one in box.processes]
    screen.print(_table(("process", "state", "pid", "restarts", "what is wrong"), rows))


@app.command()
def ask(question: str, as_json: AsJson = False) -> None:
    """Ask what a visitor could ask; the answer streams, with its sources."""

    def listen(client: Client) -> None:
        for event in client.ask(question):
            if as_json:
                _print_json(event)
            else:
                _tell(event)

    _ask_box(listen)


@app.command()
def jobs(as_json: AsJson = False, limit: int = 20) -> None:
    """Long work: what runs, what ended and how."""
    found = _ask_box(lambda client: client.jobs(limit))
    if as_json:
        _print_json(found)
        return
    rows = [(job.kind, job.subject, job.state, f"{job.done}/{job.total}", job.detail or "") for job in found]
    screen.print(_table(("job", "about", "state", "done", "detail"), rows))


@knowledge.command("list")
def list_documents(as_json: AsJson = False) -> None:
    """Every document and whether it can be quoted."""
    found = _ask_box(lambda client: client.documents())
    if as_json:
        _print_json(found)
        return
    rows = [(one.id, one.title, one.name, one.state, str(one.passages), one.problem or "") for one in found]
    screen.print(_table(("id", "title", "file", "state", "passages", "problem"), rows))


@knowledge.command()
def add(files: list[Path], as_json: AsJson = False) -> None:
    """Add documents and wait until they are read; says which could not be."""

    def send(client: Client) -> list[Job]:
        added = [(client.add_document(file), file) for file in files]
        return _wait(client, [one.job_id for one, _ in added if one.job_id], quiet=as_json)

    for file in files:
        if not file.is_file():
            _fail(f"{file} is not a file.")
    ended = _ask_box(send)
    if as_json:
        _print_json(ended)
    else:
        screen.print(f"{len(files)} documents are known, {len(ended)} of them read now.")
    for job in ended:
        if job.state is not JobState.SUCCEEDED:
            _fail(f"{job.subject}: {job.detail or job.state}")


@knowledge.command()
def remove(document_id: str, as_json: AsJson = False) -> None:
    """Forget a document at once; its id stands in `shopbell knowledge list`."""
    _ask_box(lambda client: client.remove_document(document_id))
    if as_json:
        screen.print_json(json.dumps({"removed": document_id}))
    else:
        screen.print("Removed. It is not quoted any more.")


@knowledge.command()
def rebuild(as_json: AsJson = False) -> None:
    """Read every document again into a new index, swapped in when it is complete."""
    ended = _ask_box(lambda client: _wait(client, [client.rebuild_index().id], quiet=as_json))
    if as_json:
        _print_json(ended)
    else:
        screen.print(f"The index is {'rebuilt' if ended[0].state is JobState.SUCCEEDED else ended[0].state}.")


def main() -> None:
    app()


def _ask_box(call: Callable[[Client], T]) -> T:
    """Run one call against the box on this machine; end the program with a sentence when it fails."""
    try:
        with Client.local() as client:
            return call(client)
    except ShopbellError as problem:
        _fail(problem.detail, NO_ANSWER if problem.code is ErrorCode.UNREACHABLE else 1)
        raise  # never reached: _fail ends the program


def _fail(sentence: str, code: int = 1) -> None:
    print(sentence, file=sys.stderr)
    raise typer.Exit(code)


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
        case Form():
            screen.print("\n  (a visitor is now asked for contact details)", markup=False)
        case Done(rung=rung, spans=spans):
            took = max((span.start_ms + span.duration_ms for span in spans), default=0.0)
            screen.print(f"  {rung or 'said at once'}, {took / 1000:.2f} s")


def _wait(client: Client, job_ids: Sequence[str], quiet: bool) -> list[Job]:
    """Follow jobs to their ends with a bar each; gives up watching, not working, after ten minutes."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    deadline = time.monotonic() + JOB_S
    with Progress(*columns, console=screen, disable=quiet) as bars:
        shown = {job_id: bars.add_task(client.job(job_id).subject, total=None) for job_id in job_ids}
        while True:
            found = [client.job(job_id) for job_id in job_ids]
            for job in found:
                bars.update(shown[job.id], completed=job.done, total=job.total or None)
            if not any(job.state in UNFINISHED for job in found) or time.monotonic() > deadline:
                return found
            time.sleep(0.3)


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    table = Table(*columns, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*row)
    return table


def _print_json(value: BaseModel | Sequence[BaseModel]) -> None:
    """One JSON value on one line, so that a stream of events is a stream of lines."""
    body = (
        value.model_dump(mode="json")
        if isinstance(value, BaseModel)
        else [one.model_dump(mode="json") for one in value]
    )
    print(json.dumps(body, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
