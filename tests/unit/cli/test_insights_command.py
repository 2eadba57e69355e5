"""Owns what `shopbell insights` prints."""

from __future__ import annotations

import json

import httpx2
import pytest
from typer.testing import CliRunner

from appliance.cli.app import app
from appliance.client import Client
from appliance.contract.chat import Outcome, Rung
from appliance.contract.insights import AnswerFigures, AnswerTrace, RungFigures, Times

TIMES = Times(p50_ms=12, p95_ms=345, p99_ms=678)
FIGURES = AnswerFigures(
    since="", answers=9, outcomes={"answered": 8, "partial": 1}, turned_away=4, cached=2, sentences_dropped=3,
    rungs=(
        RungFigures(rung="facts", answers=8, first_words=TIMES, total=TIMES),
        RungFigures(rung="none", answers=1, first_words=None, total=None),
    ),
    steps={"grounding": TIMES},
)  # fmt: skip
BROKEN_OFF = AnswerTrace(
    question_id="q_1", conversation_id="c_1", at="2026-11-01T10:00:00.000+00:00", asked_by="visitor", language="und",
    rung=Rung.FACTS, outcome=Outcome.PARTIAL, total_ms=None,
)  # fmt: skip


@pytest.fixture(autouse=True)
def box(monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        figures = request.url.path.endswith("/answers")
        return httpx2.Response(
            200, content=FIGURES.model_dump_json() if figures else f"[{BROKEN_OFF.model_dump_json()}]"
        )

    monkeypatch.setattr(Client, "local", lambda: Client("http://box", "token", httpx2.MockTransport(answer)))


def printed(*command: str) -> list[str]:
    result = CliRunner().invoke(app, ["insights", *command], env={"COLUMNS": "200"})
    assert result.exit_code == 0, result.output
    return [" ".join(line.split()) for line in result.output.splitlines()]


def test_rungs_and_steps_are_lines_with_their_times() -> None:
    lines = printed("answers")
    assert lines[0] == "9 answers, 8 answered, 1 partial, 4 times asked to come again"
    assert "facts 8 12 ms 345 ms 678 ms 12 ms 345 ms 678 ms" in lines
    assert "none 1 - - - - - -" in lines
    assert "grounding 12 ms 345 ms 678 ms" in lines


def test_an_answer_whose_end_nobody_saw_has_no_time() -> None:
    assert "2026-11-01T10:00:00 facts partial - -" in printed("traces")
    assert json.loads("".join(printed("traces", "--json")))[0]["total_ms"] is None
