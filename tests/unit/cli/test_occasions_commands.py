"""Owns what `shopbell incident` and `sale-day` ask the box, and that whatever is typed ends in a sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from typer.testing import CliRunner, Result

from appliance.cli.app import app
from appliance.client import Client
from appliance.contract.occasions import Incident, Occasions, SaleDay

Shell = Callable[..., Result]


class Box:
    """Plays the api: knows what was announced, and keeps what was asked."""

    def __init__(self) -> None:
        self.known = Occasions()
        self.asked: list[tuple[str, str, Any]] = []

    def reply(self, request: httpx2.Request) -> httpx2.Response:
        body = json.loads(request.content) if request.content else None
        self.asked.append((request.method, request.url.path, body))
        if request.url.path.endswith("incident"):
            self.known = Occasions(incident=Incident.model_validate(body) if body else None)
        if request.url.path.endswith("sale-day"):
            self.known = Occasions(sale_day=SaleDay.model_validate(body) if body else None)
        return httpx2.Response(200, content=self.known.model_dump_json())


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Box:
    played = Box()
    monkeypatch.setattr(Client, "local", lambda: Client("http://box", "token", httpx2.MockTransport(played.reply)))
    return played


@pytest.fixture
def shell(box: Box) -> Shell:
    return lambda *arguments: CliRunner(env={"COLUMNS": "250"}).invoke(app, list(arguments))


def test_an_incident_is_announced_in_two_languages_shown_and_ended(box: Box, shell: Shell) -> None:
    told = shell(
        "incident", "set", "Parcels are late.", "--in", "de=Pakete kommen später.",
        "--answer", "parcel, delivery: They leave on Friday.", "--answer", "de=Paket: Sie gehen am Freitag.",
    )  # fmt: skip
    assert told.stdout.splitlines() == [
        "Incident: Parcels are late.",
        "  de=Pakete kommen später.",
        "  parcel, delivery: They leave on Friday.",
        "  de=Paket: Sie gehen am Freitag.",
    ]
    assert shell("incident", "show").stdout == told.stdout
    assert shell("incident", "end").stdout == "All is as usual.\n"
    assert [(method, path) for method, path, _ in box.asked] == [
        ("PUT", "/v1/occasions/incident"), ("GET", "/v1/occasions"), ("DELETE", "/v1/occasions/incident"),
    ]  # fmt: skip


def test_a_sale_is_announced(box: Box, shell: Shell) -> None:
    told = shell("sale-day", "set", "2030-11-29T08:00", "2030-11-29T20:00", "--question", "Are bikes reduced?")
    assert told.stdout == "Sale from 2030-11-29 08:00 to 2030-11-29 20:00.\n"
    assert (box.asked[0][2]["max_words"], box.asked[0][2]["questions"]) == (50, ["Are bikes reduced?"])


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("sale-day", "set", "2030-11-29", "2030-11-28"), "What you typed: a sale ends after it starts."),
        (("sale-day", "set", "2030-11-28", "2030-11-29", "--max-words", "5"), "max_words: Input should be"),
        (("incident", "set", ""), "notice: String should have at least 1 character"),
        (("incident", "set", "Late.", "--answer", "a: x"), "about.0: String should have at least 2 characters"),
        (("incident", "set", "Late.", "--answer", "Deutsch=Paket: x"), "language: String should match"),
        (("incident", "set", "Late.", "--in", "später"), "Write what is said in a language so"),
        (("ask", ""), "question: String should have at least 1 character"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence_and_not_sent(
    box: Box, shell: Shell, typed: tuple[str, ...], sentence: str
) -> None:
    refused = shell(*typed)
    assert refused.exit_code == 1
    assert isinstance(refused.exception, SystemExit)
    assert refused.stderr.startswith(sentence)
    assert refused.stderr.count("\n") == 1
    assert box.asked == []
