"""Owns what all commands share: asking the box, failing with a sentence, tables, JSON, waiting for jobs with bars."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from typing import Annotated, TypeVar

import typer
from pydantic import BaseModel, ValidationError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from appliance.client import Client
from appliance.contract.jobs import Job, JobState
from appliance.contract.problems import ErrorCode, ShopbellError

T = TypeVar("T")
NO_ANSWER = 3
JOB_S = 600.0
UNFINISHED = (JobState.QUEUED, JobState.RUNNING)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
screen = Console(highlight=False)


def ask_box(call: Callable[[Client], T]) -> T:
    """Run one call against the box on this machine; end the program with a sentence when it fails.

    Also when `call` puts what was typed into a value that refuses it.
    """
    try:
        with Client.local() as client:
            return call(client)
    except ValidationError as wrong:
        fail(_first_of(wrong))
        raise  # never reached: fail ends the program
    except ShopbellError as problem:
        fail(problem.detail, NO_ANSWER if problem.code is ErrorCode.UNREACHABLE else 1)
        raise  # never reached: fail ends the program


def _first_of(wrong: ValidationError) -> str:
    first = wrong.errors()[0]
    where = ".".join(map(str, first["loc"])) or "What you typed"
    return f"{where}: {first['msg'].removeprefix('Value error, ')}."


def fail(sentence: str, code: int = 1) -> None:
    print(sentence, file=sys.stderr)
    raise typer.Exit(code)


def wait(client: Client, job_ids: Sequence[str], quiet: bool, longest_s: float = JOB_S) -> list[Job]:
    """Follow jobs to their ends with a bar each; in the end it gives up watching, not working."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    deadline = time.monotonic() + longest_s
    with Progress(*columns, console=screen, disable=quiet) as bars:
        shown = {job_id: bars.add_task(client.job(job_id).subject, total=None) for job_id in job_ids}
        while True:
            found = [client.job(job_id) for job_id in job_ids]
            for job in found:
                bars.update(shown[job.id], completed=job.done, total=job.total or None)
            if not any(job.state in UNFINISHED for job in found) or time.monotonic() > deadline:
                return found
            time.sleep(0.3)


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    made = Table(*columns, box=None, pad_edge=False)
    for row in rows:
        made.add_row(*row)
    return made


def print_json(value: BaseModel | Sequence[BaseModel]) -> None:
    """One JSON value on one line, so that a stream of events is a stream of lines."""
    body = (
        value.model_dump(mode="json")
        if isinstance(value, BaseModel)
        else [one.model_dump(mode="json") for one in value]
    )
    print(json.dumps(body, ensure_ascii=False), flush=True)
