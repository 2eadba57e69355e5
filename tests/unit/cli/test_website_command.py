"""Owns what `shopbell knowledge website` prints for people and programs, what it asks the box, and how it ends."""

from __future__ import annotations

import json
from collections.abc import Callable

import httpx2
import pytest
from typer.testing import CliRunner, Result

from appliance.cli.app import app
from appliance.client import Client
from appliance.contract.jobs import Job, JobKind, JobState
from appliance.contract.problems import ErrorCode, Refused
from appliance.contract.website import Change, ChangedPage, ReadEvery, SkippedPage, Website, WebsiteReading

Shell = Callable[..., Result]
READING = WebsiteReading(
    finished_at="2026-10-07T02:21:00.000+00:00",
    pages=12,
    words="1 page changed, 1 gone",
    changes=(
        ChangedPage(url="https://shop.example/hours", title="Hours [new]", change=Change.CHANGED),
        ChangedPage(url="https://shop.example/sale", title="Sale", change=Change.GONE),
    ),
    skipped=(SkippedPage(url="https://shop.example/map", why="took too long to answer"),),
    note="Only the first 12 pages were read; the website has more.",
)
SET = Website(address="https://shop.example/", every=ReadEvery.WEEK, pages=200, last=READING, can_undo=True)
JOB = Job(
    id="job_1", kind=JobKind.READ_WEBSITE, state=JobState.SUCCEEDED, subject="shop.example", done=12, total=12,
    created_at="2026-10-07T02:20:00.000+00:00",
)  # fmt: skip


class Box:
    """Plays the api: answers by path, and keeps what was asked."""

    def __init__(self) -> None:
        self.website, self.job = SET, JOB
        self.refusal: Refused | None = None
        self.asked: list[tuple[str, str, bytes]] = []

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        self.asked.append((request.method, request.url.path, request.content))
        if self.refusal:
            problem = self.refusal.problem()
            return httpx2.Response(problem.status, content=problem.model_dump_json())
        if request.method == "DELETE":
            return httpx2.Response(204)
        told = self.job if request.url.path.endswith(("/read", self.job.id)) else self.website
        return httpx2.Response(200, content=told.model_dump_json())


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Box:
    played = Box()
    monkeypatch.setattr(Client, "local", lambda: Client("http://box", "token", httpx2.MockTransport(played.answer)))
    return played


@pytest.fixture
def shell(box: Box) -> Shell:
    return lambda *arguments: CliRunner(env={"COLUMNS": "200"}).invoke(app, ["knowledge", "website", *arguments])


def test_an_address_is_set_with_how_often_and_how_many(box: Box, shell: Shell) -> None:
    told = shell("set", "shop.example", "--every", "day", "--pages", "50")
    assert (told.exit_code, told.stdout) == (0, "https://shop.example/ is read once a week.\n")
    [(method, path, body)] = box.asked
    assert (method, path) == ("PUT", "/v1/knowledge/website")
    assert json.loads(body) == {"address": "shop.example", "every": "day", "pages": 50}
    assert json.loads(shell("set", "shop.example", "--json").stdout) == SET.model_dump(mode="json")


def test_a_reading_is_followed_and_says_what_changed(box: Box, shell: Shell) -> None:
    told = shell("read")
    assert told.exit_code == 0
    assert box.asked[0][:2] == ("POST", "/v1/knowledge/website/read")
    for words in (
        "12 pages were read: 1 page changed, 1 gone.", "Only the first 12 pages", "Hours [new]", "gone",
        "https://shop.example/sale", "https://shop.example/map took too long to answer.",
    ):  # fmt: skip
        assert words in told.stdout
    assert json.loads(shell("read", "--json").stdout)["last"]["words"] == "1 page changed, 1 gone"


def test_a_reading_that_failed_ends_with_its_sentence(box: Box, shell: Shell) -> None:
    box.job = JOB.model_copy(update={"state": JobState.FAILED, "detail": "shop.example did not answer."})
    for arguments in (("read",), ("read", "--json")):
        told = shell(*arguments)
        assert (told.exit_code, told.stderr) == (1, "shop.example: shop.example did not answer.\n")


def test_the_status_tells_everything_there_is(box: Box, shell: Shell) -> None:
    box.website = SET.model_copy(
        update={
            "problem": "shop.example did not answer.",
            "job": JOB.model_copy(update={"state": JobState.RUNNING, "done": 3, "total": 20}),
            "last": READING.model_copy(update={"undone": True}),
        }
    )
    told = shell("status").stdout
    for words in ("is read once a week, 200 pages at most", "The last attempt failed: shop.example did not answer.",
                  "3 of about 20 pages", "1 page changed, 1 gone (taken back)."):  # fmt: skip
        assert words in told
    assert json.loads(shell("status", "--json").stdout)["job"]["done"] == 3


def test_without_a_website_the_status_says_how_to_set_one(box: Box, shell: Shell) -> None:
    box.website = Website()
    assert "shopbell knowledge website set" in shell("status").stdout


def test_a_reading_is_taken_back_and_a_website_forgotten(box: Box, shell: Shell) -> None:
    assert "as they were before" in shell("undo").stdout
    assert "not quoted any more" in shell("forget").stdout
    assert [one[:2] for one in box.asked] == [
        ("POST", "/v1/knowledge/website/undo"),
        ("DELETE", "/v1/knowledge/website"),
    ]
    assert json.loads(shell("undo", "--json").stdout)["can_undo"] is True
    assert json.loads(shell("forget", "--json").stdout) == {"forgotten": True}


@pytest.mark.parametrize("command", [("set", "x.example"), ("read",), ("status",), ("undo",), ("forget",)])
def test_a_refusal_is_the_boxs_own_sentence(box: Box, shell: Shell, command: tuple[str, ...]) -> None:
    box.refusal = Refused(ErrorCode.NOT_FOUND, "There is nothing to take back.")
    told = shell(*command)
    assert (told.exit_code, told.stderr) == (1, "There is nothing to take back.\n")
