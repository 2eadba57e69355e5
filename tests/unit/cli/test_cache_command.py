"""Owns what `shopbell cache` prints and what it asks the box."""

from __future__ import annotations

import json

import httpx2
import pytest
from typer.testing import CliRunner

from appliance.cli.app import app
from appliance.client import Client
from appliance.contract.cache import CacheLayer, CacheReport, LayerRate

REPORT = CacheReport(
    layers=(
        LayerRate(layer=CacheLayer.QUESTION, asked=8, hits=2, kept=5),
        LayerRate(layer=CacheLayer.EMBEDDING, asked=0, hits=0),
        LayerRate(layer=CacheLayer.PREFIX, unit="tokens", asked=1000, hits=900),
    ),
    stale=1,
    refreshed=3,
    dropped=4,
)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the box was asked; it always tells the same."""
    asked: list[str] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(f"{request.method} {request.url.path}")
        return httpx2.Response(200, content=REPORT.model_dump_json())

    monkeypatch.setattr(Client, "local", lambda: Client("http://box", "token", httpx2.MockTransport(answer)))
    return asked


def test_each_layer_is_a_line_with_its_rate(asked: list[str]) -> None:
    told = CliRunner().invoke(app, ["cache", "show"])
    lines = [" ".join(line.split()) for line in told.stdout.splitlines()]
    assert "answers, same words 8 2 25% 5" in lines
    assert "vectors of questions 0 0 0% -" in lines
    assert "prompts in the model 1000 tokens 900 tokens 90% -" in lines
    assert lines[-1] == "1 told while stale, 3 made anew, 4 dropped by changes."
    assert asked == ["GET /v1/cache"]


def test_clearing_asks_the_box_to_forget(asked: list[str]) -> None:
    told = CliRunner().invoke(app, ["cache", "clear", "--json"])
    assert CacheReport.model_validate(json.loads(told.stdout)) == REPORT
    assert asked == ["DELETE /v1/cache"]
