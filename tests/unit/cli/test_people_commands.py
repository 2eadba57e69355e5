"""Owns what `shopbell handoffs`, `leads` and `outbox` print, what they ask the box, and how they end."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from typer.testing import CliRunner, Result

from appliance.cli.app import app
from appliance.client import Client
from appliance.contract.handoff import HandOff, HandOffMessage
from appliance.contract.leads import Lead
from appliance.contract.outbox import OutboxRow
from appliance.contract.problems import ErrorCode, Refused

Shell = Callable[..., Result]
WHEN = "2026-10-07T12:34:00.000+00:00"
LEAD = Lead.model_validate(
    {
        "id": "lead_1", "kind": "booking", "question": "A [table]?", "name": "Ann", "email": "a@b.example",
        "phone": "030 123456", "note": "By the window.", "left_at": WHEN,
        "booking": {"date": "2026-10-08", "time": "19:00", "people": 4},
    }
)  # fmt: skip
ROW = OutboxRow.model_validate(
    {
        "id": "out_1", "kind": "alert", "idempotency_key": "alert:1", "payload": {}, "state": "waiting", "tries": 0,
        "next_try_at": WHEN, "created_at": WHEN, "last_error": None, "detail": "Waits: nothing is connected.",
    }
)  # fmt: skip
SAID = HandOffMessage.model_validate(
    {"number": 3, "said_by": "person", "name": "Robin", "text": "Hello [you].", "at": WHEN}
)


def hand_off(state: str = "waiting") -> HandOff:
    return HandOff.model_validate(
        {
            "id": "ho_1", "conversation_id": "c_1", "question_id": None, "question": "A [person], please.",
            "reason": "visitor", "state": state, "language": "en", "person": "Robin", "asked_at": WHEN,
            "due_at": None, "ended_at": None, "told": "",
        }
    )  # fmt: skip


class Box:
    """Plays the api: answers by address, and keeps what was asked."""

    def __init__(self) -> None:
        self.hand_offs = [hand_off()]
        self.refusal: Refused | None = None
        self.asked: list[tuple[str, str, Any]] = []

    def reply(self, request: httpx2.Request) -> httpx2.Response:
        body = json.loads(request.content) if request.content else None
        self.asked.append((request.method, request.url.raw_path.decode(), body))
        if self.refusal:
            problem = self.refusal.problem()
            return httpx2.Response(problem.status, content=problem.model_dump_json())
        path = request.url.path.removeprefix("/v1/")
        if request.method == "GET":
            many: Any = {"handoffs": self.hand_offs, "leads": [LEAD], "outbox": [ROW]}.get(path, [SAID])
            return httpx2.Response(200, json=[one.model_dump(mode="json") for one in many])
        one = LEAD if path.startswith("leads") else ROW if path.startswith("outbox") else self.hand_offs[0]
        return httpx2.Response(200, content=(SAID if path.endswith("say") else one).model_dump_json())


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Box:
    played = Box()
    monkeypatch.setattr(Client, "local", lambda: Client("http://box", "token", httpx2.MockTransport(played.reply)))
    return played


@pytest.fixture
def shell(box: Box) -> Shell:
    return lambda *arguments: CliRunner(env={"COLUMNS": "250"}).invoke(app, list(arguments))


def test_who_waits_since_when_and_what_for(box: Box, shell: Shell) -> None:
    line = shell("handoffs", "list").stdout.splitlines()[1]
    for part in ("ho_1", "waits", "12:34", "visitor", "Robin", "A [person], please."):
        assert part in line
    shell("handoffs", "list", "--ended", "--limit", "3")
    assert box.asked[-1][1] == "/v1/handoffs?limit=3&ended=true"
    box.hand_offs = []
    assert shell("handoffs", "list").stdout == "Nobody waits for a person.\n"


def test_taking_saying_and_ending(box: Box, shell: Shell) -> None:
    taken = shell("handoffs", "take", "ho_1", "--name", "Robin")
    assert "shopbell handoffs say ho_1 TEXT" in taken.stdout
    assert shell("handoffs", "say", "ho_1", "Hello.").stdout == "Said.\n"
    assert shell("handoffs", "end", "ho_1").stdout == "The assistant answers again.\n"
    box.hand_offs = [hand_off("missed")]
    assert shell("handoffs", "end", "ho_1").stdout == "The visitor is told that nobody can come.\n"
    assert box.asked[:3] == [
        ("POST", "/v1/handoffs/ho_1/take", {"name": "Robin"}),
        ("POST", "/v1/handoffs/ho_1/say", {"text": "Hello."}),
        ("POST", "/v1/handoffs/ho_1/end", None),
    ]


def test_a_conversation_can_be_taken_that_did_not_ask(box: Box, shell: Shell) -> None:
    assert shell("handoffs", "take", "c_1", "--name", "Kim").exit_code == 0
    assert box.asked == [("POST", "/v1/conversations/c_1/take", {"name": "Kim"})]


def test_a_thread_reads_like_a_talk(box: Box, shell: Shell) -> None:
    assert shell("handoffs", "thread", "ho_1", "--after", "2").stdout == "   3  12:34  Robin: Hello [you].\n"
    assert box.asked[-1][1] == "/v1/handoffs/ho_1/messages?after=2"


def test_nothing_is_said_to_the_visitor_by_mistake(box: Box, shell: Shell) -> None:
    for command in (("say", "ho_1", "  "), ("take", "ho_1", "--name", " ")):
        told = shell("handoffs", *command)
        assert (told.exit_code, box.asked) == (1, [])
        assert "characters" in told.stderr


def test_leads_tell_what_is_wanted(box: Box, shell: Shell) -> None:
    line = shell("leads", "list", "--open-only").stdout.splitlines()[1]
    wanted = ("lead_1", "booking", "Ann", "a@b.example · 030 123456", "A [table]?", "2026-10-08 19:00 for 4", "window")
    for part in wanted:
        assert part in line
    assert box.asked[-1][1] == "/v1/leads?limit=50&open_only=true"


def test_a_lead_is_handled_and_open_again(box: Box, shell: Shell) -> None:
    assert shell("leads", "handled", "lead_1").stdout == "Ann: handled.\n"
    assert shell("leads", "handled", "lead_1", "--undo").stdout == "Ann: open again.\n"
    assert [one[0] for one in box.asked] == ["POST", "DELETE"]


def test_the_outbox_says_honestly_that_it_waits(box: Box, shell: Shell) -> None:
    line = shell("outbox", "list", "--state", "waiting").stdout.splitlines()[1]
    for part in ("out_1", "alert to you", "Waits: nothing is connected."):
        assert part in line
    assert box.asked[-1][1] == "/v1/outbox?limit=50&state=waiting"
    assert shell("outbox", "replay", "out_1").stdout == "Waits: nothing is connected.\n"


@pytest.mark.parametrize(
    "command",
    [
        ("handoffs", "list"),
        ("handoffs", "thread", "ho_1"),
        ("handoffs", "take", "ho_1", "--name", "Kim"),
        ("handoffs", "say", "ho_1", "Hello."),
        ("handoffs", "end", "ho_1"),
        ("leads", "list"),
        ("leads", "handled", "lead_1"),
        ("outbox", "list"),
        ("outbox", "replay", "out_1"),
    ],
)
def test_programs_get_json_and_a_refusal_is_the_boxs_sentence(box: Box, shell: Shell, command: tuple[str, ...]) -> None:
    assert json.loads(shell(*command, "--json").stdout)
    box.refusal = Refused(ErrorCode.WRONG_MOMENT, "This talk has ended.")
    told = shell(*command)
    assert (told.exit_code, told.stderr) == (1, "This talk has ended.\n")
