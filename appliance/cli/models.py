"""Owns `shopbell models`: which language models there are, fetching one, using one."""

from __future__ import annotations

import json
from pathlib import Path

import typer
from rich.markup import escape

from appliance.cli.screen import AsJson, ask_box, fail, print_json, screen, table, wait
from appliance.client import Client
from appliance.contract.jobs import Job, JobState
from appliance.contract.models import Model, ModelState

app = typer.Typer(help="The language models that write answers.", no_args_is_help=True)

# A large model over a slow line; then the watching ends, not the download.
WATCH_S = 24 * 3600.0
STATES = {
    ModelState.ABSENT: "not here",
    ModelState.ON_ITS_WAY: "on its way",
    ModelState.HERE: "here",
    ModelState.UNCHECKED: "here, to be checked",
    ModelState.REFUSED: "refused",
}


@app.command("list")
def list_models(as_json: AsJson = False) -> None:
    """Every model, whether it is here, and whether this machine can run it."""
    found = ask_box(lambda client: client.models())
    if as_json:
        print_json(found)
        return
    rows = [(one.id, f"{one.size_bytes / 1e9:.1f} GB", _licence(one), _state(one), _words(one)) for one in found]
    screen.print(table(("id", "size", "licence", "state", "what to expect"), rows))


@app.command()
def download(model_id: str, as_json: AsJson = False) -> None:
    """Fetch a model; Ctrl-C ends the watching, `shopbell models stop` the download. It goes on where it stopped."""

    def fetch(client: Client) -> list[Job]:
        job = client.download_model(model_id)
        if not as_json:
            _warn(next(one for one in client.models() if one.id == model_id))
        return wait(client, [job.id], quiet=as_json, longest_s=WATCH_S)

    _report(ask_box(fetch)[0], as_json, f"It is here. Use it with: shopbell models use {model_id}")


@app.command()
def stop(model_id: str, as_json: AsJson = False) -> None:
    """Stop a download; what came is kept."""

    def end(client: Client) -> Job:
        under_way = [one.job for one in client.models() if one.id == model_id and one.job]
        if not under_way:
            fail(f"No download of {model_id} is under way.")
        return client.cancel_job(under_way[0].id)

    job = ask_box(end)
    print_json(job) if as_json else screen.print("It stops. What came is kept.")


@app.command()
def add(file: Path, as_json: AsJson = False) -> None:
    """Take in any GGUF file of this machine."""
    if not file.is_file():
        fail(f"{file} is not a file.")
    job = ask_box(
        lambda client: wait(client, [client.add_model(file.resolve()).id], quiet=as_json, longest_s=WATCH_S)[0]
    )
    _report(job, as_json, "It is here. `shopbell models list` names its id.")


@app.command()
def use(model_id: str, as_json: AsJson = False) -> None:
    """Answer with this model from now on; it takes a moment to load."""
    model = ask_box(lambda client: client.use_model(model_id))
    print_json(model) if as_json else screen.print(f"{model.name} is being loaded. `shopbell status` shows when.")


@app.command()
def remove(model_id: str, as_json: AsJson = False) -> None:
    """Delete a model's file; the chosen one is never deleted."""
    ask_box(lambda client: client.remove_model(model_id))
    screen.print_json(json.dumps({"removed": model_id})) if as_json else screen.print("Removed.")


def _report(job: Job, as_json: bool, done: str) -> None:
    if as_json:
        print_json(job)
    if job.state is JobState.SUCCEEDED:
        if not as_json:
            screen.print(done, markup=False)
        return
    fail(f"{job.subject}: {job.detail or job.state}")


def _warn(model: Model) -> None:
    """Before gigabytes come: what does not fit, and what the licence asks for."""
    if not model.fits:
        screen.print(f"[yellow]{model.fit}[/]")
    if model.entry and model.entry.licence_note:
        screen.print(f"{model.entry.licence}: {model.entry.licence_note}", markup=False)


def _licence(model: Model) -> str:
    return model.entry.licence if model.entry else "your own file"


def _state(model: Model) -> str:
    if model.in_use:
        return "[green]in use[/]"
    if model.job:
        return f"{STATES[model.state]} {model.job.done}/{model.job.total} MB"
    return STATES[model.state]


def _words(model: Model) -> str:
    if model.problem:
        return f"[red]{escape(model.problem)}[/]"
    best = "[green]Recommended.[/] " if model.recommended else ""
    return f"{best}{model.entry.words if model.entry else ''} {'' if model.fits else model.fit}".strip()
