"""Owns what `shopbell facts` prints for people and programs, what it asks the box, and how it ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import httpx2
import pytest
from typer.testing import CliRunner, Result

from appliance.cli.app import app
from appliance.client import Client
from appliance.contract.facts import ExpiringFact, FactProposal, ShopFacts
from appliance.contract.problems import ErrorCode, Refused

Shell = Callable[..., Result]
FACTS = ShopFacts.model_validate(
    {
        "name": "Garden",
        "phone": "+1 503 555 0100",
        "hours": [{"day": "monday", "opens": "09:00", "closes": "17:00"}],
        "directions": {"en": "Next to the [old] mill, " + "far " * 30},
    }
)
PROPOSAL = FactProposal(
    id="fact_1", document_id="doc_1", document="Contact [new]", field="prices", quote="Lawn cut: $30",
    value=[{"item": {"en": "Lawn cut"}, "amount": "30.00", "note": {}}], contradicts=[{"amount": "25.00"}],
)  # fmt: skip
EXPIRING = tuple(
    ExpiringFact(field="prices", name=f"Price {days}", expires_on=date(2026, 10, 7), days=days) for days in (-3, 0, 5)
)


class Box:
    """Plays the api: answers by path, and keeps what was asked."""

    def __init__(self) -> None:
        self.proposals = [PROPOSAL]
        self.expiring = list(EXPIRING)
        self.refusal: Refused | None = None
        self.asked: list[tuple[str, str, bytes]] = []

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        self.asked.append((request.method, request.url.raw_path.decode(), request.content))
        path = request.url.path
        if self.refusal:
            problem = self.refusal.problem()
            return httpx2.Response(problem.status, content=problem.model_dump_json())
        if path.endswith(("/dismiss", "/reopen")):
            return httpx2.Response(204)
        if path.endswith("/proposals"):
            return httpx2.Response(200, json=[one.model_dump(mode="json") for one in self.proposals])
        if path.endswith("/expiring"):
            return httpx2.Response(200, json=[one.model_dump(mode="json") for one in self.expiring])
        return httpx2.Response(200, content=FACTS.model_dump_json())


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Box:
    played = Box()
    monkeypatch.setattr(Client, "local", lambda: Client("http://box", "token", httpx2.MockTransport(played.answer)))
    return played


@pytest.fixture
def shell(box: Box) -> Shell:
    return lambda *arguments: CliRunner(env={"COLUMNS": "220"}).invoke(app, ["facts", *arguments])


def test_the_facts_are_shown_without_what_is_empty(shell: Shell) -> None:
    lines = shell("show").stdout.splitlines()
    assert lines[:3] == ["hours:", '  {"day": "monday", "opens": "09:00:00", "closes": "17:00:00"}', "name: Garden"]
    assert any("Next to the [old] mill" in line and line.endswith("…") for line in lines)
    assert "email" not in " ".join(lines)


def test_what_show_gives_programs_is_what_set_takes(box: Box, shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "facts.json").write_text(shell("show", "--json").stdout)
    told = shell("set", str(tmp_path / "facts.json"))
    assert (told.exit_code, told.stdout.strip()) == (0, "Saved. The facts answer at once.")
    method, path, body = box.asked[-1]
    assert (method, path, ShopFacts.model_validate_json(body)) == ("PUT", "/v1/facts", FACTS)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"name": ""}', "name: String should have at least 1 character"),
        ('{"name": "x", "timezone": "Mars/Base"}', "timezone: Value error, Mars/Base is not a time zone"),
        ("{", "Invalid JSON"),
        (None, "cannot be read: No such file or directory."),
    ],
)
def test_a_file_that_cannot_be_is_refused_before_anything_is_sent(
    box: Box, shell: Shell, tmp_path: Path, text: str | None, said: str
) -> None:
    file = tmp_path / "facts.json"
    if text is not None:
        file.write_text(text)
    told = shell("set", str(file))
    assert told.exit_code == 1
    assert said in told.stderr
    assert box.asked == []


def test_proposals_show_what_the_facts_say_instead(box: Box, shell: Shell) -> None:
    lines = shell("proposals").stdout.splitlines()
    assert all(part in lines[1] for part in ("fact_1", "Lawn cut", '"25.00"', "Contact [new]"))
    assert '"note"' not in lines[1]
    assert box.asked[-1][1] == "/v1/facts/proposals?dismissed=false"
    shell("proposals", "--dismissed")
    assert box.asked[-1][1] == "/v1/facts/proposals?dismissed=true"
    box.proposals = []
    assert "say nothing that the facts do not say too" in shell("proposals").stdout


@pytest.mark.parametrize(
    ("command", "path", "said"),
    [
        (("confirm", "fact_1"), "/v1/facts/proposals/fact_1/confirm", "Confirmed. It answers at once."),
        (("dismiss", "fact_1"), "/v1/facts/proposals/fact_1/dismiss", "Turned down. It is not proposed again."),
        (("reopen", "fact_1"), "/v1/facts/proposals/fact_1/reopen", "It is proposed again."),
        (("undo",), "/v1/facts/undo", "The facts before the last change hold again."),
    ],
)
def test_what_the_owner_decides_is_sent(box: Box, shell: Shell, command: tuple[str, ...], path: str, said: str) -> None:
    told = shell(*command)
    assert (told.exit_code, told.stdout.strip(), box.asked[-1][:2]) == (0, said, ("POST", path))
    assert isinstance(json.loads(shell(*command, "--json").stdout), dict)


def test_what_expires_is_told_in_days(box: Box, shell: Shell) -> None:
    told = shell("expiring").stdout
    assert all(words in told for words in ("over since 3 days", "its last day", "holds 5 more days"))
    assert [one["days"] for one in json.loads(shell("expiring", "--json").stdout)] == [-3, 0, 5]
    box.expiring = []
    assert "Nothing expires" in shell("expiring").stdout


def test_a_refusal_is_told_and_ends_with_one(box: Box, shell: Shell) -> None:
    box.refusal = Refused(ErrorCode.NOT_FOUND, "There is no such proposal; its document may have been read again.")
    told = shell("confirm", "fact_9")
    assert told.exit_code == 1
    assert "There is no such proposal" in told.stderr
