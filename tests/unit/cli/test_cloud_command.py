"""Owns what `shopbell cloud` and `shopbell egress` print, and what they ask the box."""

from __future__ import annotations

import json
from collections.abc import Callable

import httpx2
import pytest
from typer.testing import CliRunner, Result

from appliance.cli.app import app
from appliance.client import Client
from appliance.contract.audit import Changed, SettingChange
from appliance.contract.cloud import CloudStatus
from appliance.contract.egress import EgressContent, EgressDay, EgressOutcome, EgressReport, EgressRow
from appliance.contract.problems import ErrorCode, Refused
from appliance.contract.settings import CloudSettings
from appliance.contract.triage import OutsideTopic

Shell = Callable[..., Result]
ROW = EgressRow(
    id=1, at="2026-10-07T19:00:00.000+00:00", host="api.example.com", why="A visitor's question", bytes_out=2_500,
    content=EgressContent.REDACTED_QUESTION, job_id="job_1", bytes_in=900, outcome=EgressOutcome.ANSWERED, cost=0.01,
)  # fmt: skip
CHANGE = SettingChange(
    at="2026-10-07T18:00:00.000+00:00", setting=Changed.CLOUD, before={"enabled": True}, after={"enabled": False},
    by="owner, shopbell panel",
)  # fmt: skip
DAY = EgressDay(day="2026-10-07", times=1, bytes_out=2_500, bytes_in=900, cost=0.01)


class Box:
    """Plays the api and keeps what was asked."""

    def __init__(self) -> None:
        self.settings = CloudSettings(base_url="https://api.example.com/v1", model="large-1", price_in=3.0)
        self.nothing_leaves = True
        self.refusal: Refused | None = None
        self.asked: list[tuple[str, str, bytes]] = []

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        self.asked.append((request.method, request.url.raw_path.decode(), request.content))
        if self.refusal and request.method == "PUT":
            problem = self.refusal.problem()
            return httpx2.Response(problem.status, content=problem.model_dump_json())
        if request.url.path.startswith("/v1/egress"):
            if request.method == "PUT":
                self.nothing_leaves = json.loads(request.content)["on"]
            report = EgressReport(nothing_leaves=self.nothing_leaves, days=(DAY,), latest=(ROW,))
            return httpx2.Response(200, content=report.model_dump_json())
        if (request.method, request.url.path) == ("PUT", "/v1/cloud"):
            self.settings = CloudSettings.model_validate_json(request.content)
        return httpx2.Response(200, content=self.status().model_dump_json())

    def status(self) -> CloudStatus:
        return CloudStatus(
            settings=self.settings, has_key=True, ready=False, detail="The cloud model is switched off.", asked_today=3,
            spent_today=0.9, spent_this_month=2.5, nearly_spent=True, changes=(CHANGE,),
        )  # fmt: skip


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Box:
    played = Box()
    monkeypatch.setattr(Client, "local", lambda: Client("http://box", "token", httpx2.MockTransport(played.answer)))
    return played


@pytest.fixture
def shell(box: Box) -> Shell:
    return lambda *arguments, **more: CliRunner(env={"COLUMNS": "220"}).invoke(app, [*arguments], **more)


def test_the_status_says_what_it_costs_and_what_stands_in_the_way(box: Box, shell: Shell) -> None:
    told = shell("cloud", "status")
    assert told.exit_code == 0
    for words in (
        "switched off",
        "large-1 at https://api.example.com/v1",
        "0.90 of 1.00 USD",
        "3 times",
        "Four fifths",
        "cloud: enabled: True → False",
        "owner, shopbell panel",
    ):
        assert words in told.stdout
    assert json.loads(shell("cloud", "status", "--json").stdout) == box.status().model_dump(mode="json")


def test_only_what_is_named_is_changed(box: Box, shell: Shell) -> None:
    assert shell("cloud", "set", "--daily", "2.5", "--topic", "product", "--topic", "question").exit_code == 0
    assert box.settings == CloudSettings(
        base_url="https://api.example.com/v1", model="large-1", price_in=3.0, daily_budget=2.5,
        topics=(OutsideTopic.PRODUCT, OutsideTopic.QUESTION),
    )  # fmt: skip
    assert shell("cloud", "on").exit_code == 0
    assert box.settings.enabled
    assert shell("cloud", "off").exit_code == 0
    assert not box.settings.enabled


def test_what_is_out_of_bounds_never_reaches_the_box(box: Box, shell: Shell) -> None:
    told = shell("cloud", "set", "--daily", "-3")
    assert told.exit_code == 1
    assert "daily_budget" in told.stderr
    assert [method for method, _, _ in box.asked] == ["GET"]


def test_a_refusal_is_told(box: Box, shell: Shell) -> None:
    box.refusal = Refused(ErrorCode.BAD_INPUT, "Enter the provider's key first.")
    told = shell("cloud", "on")
    assert (told.exit_code, told.stderr) == (1, "Enter the provider's key first.\n")


def test_the_key_is_asked_for_in_the_dark_and_never_printed(box: Box, shell: Shell) -> None:
    told = shell("cloud", "key", input="sk-test-1\n")
    assert told.exit_code == 0
    assert "sk-test-1" not in told.stdout
    assert box.asked[0] == ("PUT", "/v1/cloud/key", b'{"key":"sk-test-1"}')
    assert shell("cloud", "forget-key").exit_code == 0
    assert box.asked[-1][:2] == ("DELETE", "/v1/cloud/key")


def test_what_left_is_told_by_day_and_row(box: Box, shell: Shell) -> None:
    told = shell("egress")
    for words in ("No word of a visitor leaves", "2026-10-07", "api.example.com", "2.5 kB", "answered"):
        assert words in told.stdout
    assert json.loads(shell("egress", "--json", "--limit", "5").stdout)["latest"][0]["host"] == "api.example.com"
    assert box.asked[-1][:2] == ("GET", "/v1/egress?limit=5")


def test_the_switch_is_turned(box: Box, shell: Shell) -> None:
    told = shell("egress", "nothing-leaves", "off")
    assert told.exit_code == 0
    assert "may leave this box" in told.stdout
    assert not box.nothing_leaves
    shell("egress", "nothing-leaves", "on")
    assert box.nothing_leaves
    assert shell("egress", "nothing-leaves", "perhaps").exit_code == 2
