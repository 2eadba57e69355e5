"""Owns `shopbell cloud`: a model outside for hard questions, its budget, switching it off."""

from __future__ import annotations

from typing import Annotated

import typer
from pydantic import ValidationError
from rich.markup import escape

from appliance.cli.screen import AsJson, ask_box, fail, print_json, screen, table
from appliance.contract.audit import SettingChange
from appliance.contract.cloud import CloudStatus
from appliance.contract.triage import OutsideTopic

app = typer.Typer(help="A model on the internet for hard questions. Off until you switch it on.", no_args_is_help=True)

Key = Annotated[str, typer.Option(prompt="The provider's key", hide_input=True, help="Asked for when left out.")]


@app.command()
def status(as_json: AsJson = False) -> None:
    """Is it asked, what has it cost, what stands in the way."""
    _tell(ask_box(lambda client: client.cloud()), as_json)


@app.command("set")
def set_cloud(
    url: Annotated[str | None, typer.Option(help="Such as https://api.example.com/v1.")] = None,
    model: Annotated[str | None, typer.Option(help="The model's name, as the provider writes it.")] = None,
    price_in: Annotated[float | None, typer.Option(help="Price of a million tokens read.")] = None,
    price_out: Annotated[float | None, typer.Option(help="Price of a million tokens written.")] = None,
    currency: Annotated[str | None, typer.Option(help="Such as USD.")] = None,
    daily: Annotated[float | None, typer.Option(help="Budget of a day.")] = None,
    monthly: Annotated[float | None, typer.Option(help="Budget of a month.")] = None,
    wait: Annotated[float | None, typer.Option(help="Seconds to wait for an answer.")] = None,
    topic: Annotated[
        list[OutsideTopic] | None, typer.Option(help="What it may be asked about; may be repeated.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Change what is named and leave the rest."""
    wanted = {
        "base_url": url, "model": model, "price_in": price_in, "price_out": price_out, "currency": currency,
        "daily_budget": daily, "monthly_budget": monthly, "wait_s": wait, "topics": tuple(topic) if topic else None,
    }  # fmt: skip
    _change({name: value for name, value in wanted.items() if value is not None}, as_json)


@app.command()
def key(key: Key, as_json: AsJson = False) -> None:
    """Keep the provider's key, sealed; it is never shown again."""
    _tell(ask_box(lambda client: client.keep_cloud_key(key)), as_json)


@app.command("forget-key")
def forget_key(as_json: AsJson = False) -> None:
    """Forget the provider's key."""
    _tell(ask_box(lambda client: client.forget_cloud_key()), as_json)


@app.command()
def on(as_json: AsJson = False) -> None:
    """Ask it from now on; names and postal addresses are hidden only as far as they are recognised."""
    _change({"enabled": True}, as_json)


@app.command()
def off(as_json: AsJson = False) -> None:
    """Ask it no more, from the next question on."""
    _change({"enabled": False}, as_json)


def _change(changes: dict[str, object], as_json: bool) -> None:
    settings = ask_box(lambda client: client.cloud()).settings
    try:
        wanted = type(settings).model_validate({**settings.model_dump(), **changes})
    except ValidationError as wrong:
        first = wrong.errors()[0]
        fail(f"{first['loc'][0]}: {first['msg']}.")
        return
    _tell(ask_box(lambda client: client.set_cloud(wanted)), as_json)


def _tell(found: CloudStatus, as_json: bool) -> None:
    if as_json:
        print_json(found)
        return
    cloud = found.settings
    screen.print(found.detail, markup=False)
    screen.print(
        table(
            ("what", "how it stands"),
            (
                ("switched on", "yes" if cloud.enabled else "no"),
                ("model", f"{cloud.model or '-'} at {cloud.base_url or '-'}"),
                ("key", "kept" if found.has_key else "missing"),
                ("asked today", f"{found.asked_today} times"),
                ("spent today", f"{found.spent_today:.2f} of {cloud.daily_budget:.2f} {cloud.currency}"),
                ("spent this month", f"{found.spent_this_month:.2f} of {cloud.monthly_budget:.2f} {cloud.currency}"),
                ("may be asked about", ", ".join(cloud.topics)),
            ),
        )
    )
    if found.changes:
        screen.print(table(("changed (UTC)", "what", "by"), [_row(change) for change in found.changes]))
    if found.nearly_spent:
        screen.print("[yellow]Four fifths of a budget are spent.[/]")


def _row(change: SettingChange) -> tuple[str, str, str]:
    differ = (f"{name}: {change.before.get(name)} → {after}" for name, after in change.after.items())
    return change.at[:19], escape(f"{change.setting}: {', '.join(differ)}"), escape(change.by)
