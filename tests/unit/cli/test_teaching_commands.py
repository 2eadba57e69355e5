"""Owns what `shopbell gaps`, `answers` and `knowledge golden` print, what they ask the box, and how they end."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from typer.testing import CliRunner, Result

from appliance.cli.app import app
from appliance.client import Client
from appliance.contract.problems import ErrorCode, Refused
from appliance.contract.teaching import (
    AnswerRequest,
    AnswerVersion,
    ApprovedAnswer,
    Gap,
    GoldenQuestion,
    TaughtQuestion,
)

Shell = Callable[..., Result]
WHEN = "2026-10-07T12:00:00.000+00:00"
GAP = Gap(
    id="gap_1", question="Do you repair e-bikes for [phone]?", questions=("Do you repair e-bikes for [phone]?", "b"),
    conversations=4, languages=("en",), reasons=("not_known",), first_seen=WHEN, last_seen=WHEN, dismissed=False,
)  # fmt: skip


def answer(**changes: Any) -> ApprovedAnswer:
    question = TaughtQuestion(question="Do you repair e-bikes?", language="en", by_meaning=True)
    values: dict[str, Any] = {
        "id": "answer_1", "state": "in_force", "questions": (question,), "text": "Yes [always].", "texts": {},
        "languages": ("en",), "expires_on": "2026-12-24", "gap_id": None, "version": 1, "changed_by": "owner",
        "changed_at": WHEN,
    }  # fmt: skip
    return ApprovedAnswer.model_validate(values | changes)


def golden(state: str, told: str | None = None) -> GoldenQuestion:
    return GoldenQuestion.model_validate(
        {
            "question": "Do you repair e-bikes?", "language": "en", "answer_id": "answer_1", "expected": "Yes.",
            "added_at": WHEN, "state": state, "told": told,
        }
    )  # fmt: skip


class Box:
    """Plays the api: answers by address, and keeps what was asked."""

    def __init__(self) -> None:
        self.answer = answer()
        self.golden = [golden("kept")]
        self.refusal: Refused | None = None
        self.asked: list[tuple[str, str, Any]] = []

    def reply(self, request: httpx2.Request) -> httpx2.Response:
        body = json.loads(request.content) if request.content else None
        self.asked.append((request.method, request.url.raw_path.decode(), body))
        if self.refusal:
            problem = self.refusal.problem()
            return httpx2.Response(problem.status, content=problem.model_dump_json())
        version = AnswerVersion(
            version=1, change="taught", changed_by="owner", changed_at=WHEN, taught=AnswerRequest(text="Yes.")
        )  # fmt: skip
        found: dict[tuple[str, str], Any] = {
            ("GET", "/v1/knowledge/gaps"): [GAP],
            ("GET", "/v1/knowledge/answers"): [self.answer],
            ("GET", "/v1/knowledge/golden"): self.golden,
            ("GET", "/v1/knowledge/answers/answer_1/history"): [version],
        }
        many = found.get((request.method, request.url.path))
        if many is not None:
            return httpx2.Response(200, json=[one.model_dump(mode="json") for one in many])
        one = GAP if "/gaps/" in request.url.path else self.answer
        return httpx2.Response(200, content=one.model_dump_json())


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Box:
    played = Box()
    monkeypatch.setattr(Client, "local", lambda: Client("http://box", "token", httpx2.MockTransport(played.reply)))
    return played


@pytest.fixture
def shell(box: Box) -> Shell:
    return lambda *arguments: CliRunner(env={"COLUMNS": "220"}).invoke(app, list(arguments))


def test_gaps_tell_how_many_asked_what_and_why(box: Box, shell: Shell) -> None:
    line = shell("gaps", "list").stdout.splitlines()[1]
    for part in ("gap_1", "4", "Do you repair e-bikes for [phone]? (and 1 more ways)", "en", "not known", "2026-10-07"):
        assert part in line
    shell("gaps", "list", "--dismissed", "--limit", "3")
    assert box.asked[-1][1] == "/v1/knowledge/gaps?limit=3&dismissed=true"


def test_a_gap_is_taught_in_one_line(box: Box, shell: Shell) -> None:
    told = shell("gaps", "teach", "gap_1", "Yes.", "--in", "de=Ja, gern.", "--expires", "2026-12-24")
    assert (told.exit_code, told.stdout) == (0, "Taught. answer_1: Yes [always].\n")
    method, path, body = box.asked[-1]
    assert (method, path) == ("POST", "/v1/knowledge/answers")
    assert (body["gap_id"], body["text"], body["texts"]) == ("gap_1", "Yes.", {"de": "Ja, gern."})
    assert body["expires_on"] == "2026-12-24"


def test_a_gap_is_put_aside_and_taken_up_again(box: Box, shell: Shell) -> None:
    assert shell("gaps", "dismiss", "gap/1").stdout.startswith("Put aside. Do you repair")
    assert box.asked[-1][:2] == ("POST", "/v1/knowledge/gaps/gap%2F1/dismiss")
    assert "in the list again" in shell("gaps", "restore", "gap_1").stdout


def test_answers_tell_their_state_and_last_day(box: Box, shell: Shell) -> None:
    box.answer = answer(state="expired")
    line = shell("answers", "list").stdout.splitlines()[1]
    for part in ("answer_1", "expired", "Do you repair e-bikes?", "Yes [always].", "2026-12-24"):
        assert part in line
    assert "taught" in shell("answers", "history", "answer_1").stdout


def test_an_answer_is_added_with_its_questions(box: Box, shell: Shell) -> None:
    question = TaughtQuestion(question="a", language="en", by_meaning=False)
    box.answer = answer(questions=(question,))
    told = shell("answers", "add", "Yes.", "-q", "Do you repair e-bikes?", "-q", "And scooters?", "--language", "en")
    assert "exact words until" in told.stdout
    assert box.asked[-1][2]["questions"] == ["Do you repair e-bikes?", "And scooters?"]
    assert box.asked[-1][2]["languages"] == ["en"]


def test_changing_one_thing_keeps_the_others(box: Box, shell: Shell) -> None:
    assert shell("answers", "change", "answer_1", "No.").exit_code == 0
    method, path, body = box.asked[-1]
    assert (method, path) == ("PUT", "/v1/knowledge/answers/answer_1")
    assert (body["text"], body["questions"], body["expires_on"]) == ("No.", ["Do you repair e-bikes?"], "2026-12-24")


def test_removing_and_undoing(box: Box, shell: Shell) -> None:
    assert shell("answers", "remove", "answer_1").stdout.startswith("Removed.")
    assert shell("answers", "undo", "answer_1").stdout.startswith("Undone.")
    assert [one[:2] for one in box.asked] == [
        ("DELETE", "/v1/knowledge/answers/answer_1"),
        ("POST", "/v1/knowledge/answers/answer_1/undo"),
    ]


def test_golden_questions_that_are_kept_end_well_and_a_lost_one_does_not(box: Box, shell: Shell) -> None:
    assert shell("knowledge", "golden").exit_code == 0
    box.golden = [golden("lost", "Something else."), golden("fact_first", "Closed.")]
    told = shell("knowledge", "golden")
    assert told.exit_code == 1
    for part in ("lost", "Something else.", "a shop fact answers first"):
        assert part in told.stdout


@pytest.mark.parametrize(
    "command",
    [
        ("gaps", "list"),
        ("gaps", "teach", "gap_1", "Yes."),
        ("gaps", "dismiss", "gap_1"),
        ("answers", "list"),
        ("answers", "add", "Yes.", "-q", "a"),
        ("answers", "undo", "answer_1"),
        ("answers", "history", "answer_1"),
        ("knowledge", "golden"),
    ],
)
def test_programs_get_json_and_a_refusal_is_the_boxs_own_sentence(
    box: Box, shell: Shell, command: tuple[str, ...]
) -> None:
    assert json.loads(shell(*command, "--json").stdout)
    box.refusal = Refused(ErrorCode.NOT_FOUND, "There is no such thing.")
    told = shell(*command)
    assert (told.exit_code, told.stderr) == (1, "There is no such thing.\n")


@pytest.mark.parametrize(
    "command",
    [
        ("answers", "add", "  ", "-q", "a"),
        ("answers", "add", "Yes.", "-q", "a", "--in", "deJa"),
        ("answers", "add", "Yes.", "-q", "a", "--language", "German"),
    ],
)
def test_what_cannot_be_an_answer_is_said_before_the_box_is_asked(
    box: Box, shell: Shell, command: tuple[str, ...]
) -> None:
    told = shell(*command)
    assert (told.exit_code, box.asked) == (1, [])
    assert told.stderr.strip()
