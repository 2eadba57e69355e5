"""Owns `shopbell knowledge website`: the shop's own website as a source of answers."""

from __future__ import annotations

import json
from typing import Annotated

import typer
from rich.markup import escape

from appliance.cli.screen import AsJson, ask_box, fail, print_json, screen, table, wait
from appliance.client import Client
from appliance.contract.jobs import Job, JobState
from appliance.contract.website import PAGES_MAX, ReadEvery, Website, WebsiteReading, WebsiteWish

app = typer.Typer(help="The shop's website as a source of answers.", no_args_is_help=True)

# The largest website at the slowest pace that it may ask for; then the watching ends, not the reading.
READ_S = 2 * 3600.0
HOW_OFTEN = {ReadEvery.DAY: "once a day", ReadEvery.WEEK: "once a week", ReadEvery.OFF: "only when asked"}


@app.command("set")
def set_address(
    address: str,
    every: Annotated[ReadEvery, typer.Option(help="How often it is read again by itself.")] = ReadEvery.WEEK,
    pages: Annotated[int, typer.Option(min=1, max=PAGES_MAX, help="How many pages are read at most.")] = 200,
    as_json: AsJson = False,
) -> None:
    """Set the website's address; `shopbell knowledge website read` then reads it at once."""
    website = ask_box(lambda client: client.set_website(WebsiteWish(address=address, every=every, pages=pages)))
    if as_json:
        print_json(website)
    else:
        screen.print(f"{website.address} is read {HOW_OFTEN[website.every]}.", markup=False)


@app.command()
def read(as_json: AsJson = False) -> None:
    """Read the website now and say what changed; Ctrl-C ends the watching, not the reading."""

    def follow(client: Client) -> tuple[Job, Website]:
        job = wait(client, [client.read_website().id], quiet=as_json, longest_s=READ_S)[0]
        if under_way := client.website().job:  # the pages that changed
            wait(client, [under_way.id], quiet=as_json, longest_s=READ_S)
        return job, client.website()

    job, website = ask_box(follow)
    if as_json:
        print_json(website)
    if job.state is not JobState.SUCCEEDED:
        fail(f"{job.subject}: {job.detail or job.state}")
    if website.last and not as_json:
        _tell(website.last)


@app.command()
def status(as_json: AsJson = False) -> None:
    """Which website is read, how often, and what the last reading changed."""
    website = ask_box(lambda client: client.website())
    if as_json:
        print_json(website)
        return
    if website.address is None:
        screen.print("No website is read. Set one with: shopbell knowledge website set ADDRESS")
        return
    screen.print(f"{website.address} is read {HOW_OFTEN[website.every]}, {website.pages} pages at most.", markup=False)
    if website.problem:
        screen.print(f"The last attempt failed: {website.problem}", markup=False)
    if website.job:
        so_far = f": {website.job.done} of about {website.job.total} pages" if website.job.total else ""
        screen.print(f"It is being read now{so_far}.")
    if website.last:
        _tell(website.last)


@app.command()
def undo(as_json: AsJson = False) -> None:
    """Take back what the last reading changed; a page that changes again later is read again."""
    website = ask_box(lambda client: client.undo_website())
    if as_json:
        print_json(website)
    else:
        screen.print("Taken back. The pages are as they were before the last reading.")


@app.command()
def forget(as_json: AsJson = False) -> None:
    """Forget the website and all its pages at once."""
    ask_box(lambda client: client.forget_website())
    if as_json:
        screen.print_json(json.dumps({"forgotten": True}))
    else:
        screen.print("Forgotten. Its pages are not quoted any more.")


def _tell(reading: WebsiteReading) -> None:
    undone = " (taken back)" if reading.undone else ""
    screen.print(f"{reading.pages} pages were read: {reading.words}{undone}.", markup=False)
    if reading.note:
        screen.print(reading.note, markup=False)
    if rows := [(one.change, escape(one.title), escape(one.url)) for one in reading.changes]:
        screen.print(table(("what", "page", "address"), rows))
    for page in reading.skipped:
        screen.print(f"{page.url} {page.why}.", markup=False)
