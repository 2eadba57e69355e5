"""Owns what `shopbell models` prints for people and programs, what it asks the box, and how it ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest
from typer.testing import CliRunner, Result

from appliance.catalogue.entries import Entries
from appliance.cli.app import app
from appliance.client import Client
from appliance.contract.jobs import Job, JobKind, JobState
from appliance.contract.models import Model, ModelState
from appliance.contract.problems import ErrorCode, Refused
from appliance.core.paths import ASSETS

Shell = Callable[..., Result]
SMALL, GEMMA = Entries.read(ASSETS).get("qwen2.5-1.5b"), Entries.read(ASSETS).get("gemma-3-12b")


def job(state: JobState, **changes: Any) -> Job:
    values: dict[str, Any] = {
        "id": "job_1", "kind": JobKind.DOWNLOAD_MODEL, "state": state, "subject": "A model", "done": 400,
        "total": 1117, "created_at": "2026-10-07T12:00:00.000+00:00",
    }  # fmt: skip
    return Job(**(values | changes))


def model(**changes: Any) -> Model:
    values: dict[str, Any] = {
        "id": SMALL.id, "name": SMALL.name, "state": ModelState.HERE, "in_use": False, "size_bytes": SMALL.size_bytes,
        "fits": True, "fit": "It fits.", "recommended": True, "entry": SMALL,
    }  # fmt: skip
    return Model(**(values | changes))


class Box:
    """Plays the api: answers by method and path, and keeps what was asked."""

    def __init__(self) -> None:
        self.models = [model()]
        self.job = job(JobState.SUCCEEDED)
        self.refusal: Refused | None = None
        self.asked: list[tuple[str, str, bytes]] = []

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        self.asked.append((request.method, request.url.raw_path.decode(), request.content))
        if self.refusal:
            problem = self.refusal.problem()
            return httpx2.Response(problem.status, content=problem.model_dump_json())
        path = request.url.path
        if path == "/v1/models":
            return httpx2.Response(200, json=[one.model_dump(mode="json") for one in self.models])
        if path.endswith("/use"):
            return httpx2.Response(200, content=self.models[0].model_dump_json())
        if path.endswith(("/download", "/files")) or path.startswith("/v1/jobs/"):
            return httpx2.Response(200, content=self.job.model_dump_json())
        return httpx2.Response(204)


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Box:
    played = Box()
    monkeypatch.setattr(Client, "local", lambda: Client("http://box", "token", httpx2.MockTransport(played.answer)))
    return played


@pytest.fixture
def shell(box: Box) -> Shell:
    return lambda *arguments: CliRunner(env={"COLUMNS": "220"}).invoke(app, ["models", *arguments])


def test_the_list_names_size_licence_state_and_what_to_expect(box: Box, shell: Shell) -> None:
    box.models = [
        model(in_use=True),
        model(id="b", state=ModelState.ON_ITS_WAY, job=job(JobState.RUNNING), recommended=False),
        model(id="own.gguf", state=ModelState.REFUSED, problem="It has [changed].", entry=None, recommended=False),
        model(id="c", state=ModelState.ABSENT, fits=False, fit="It needs 16.0 GB.", recommended=False),
    ]
    told = shell("list")
    lines = told.stdout.splitlines()
    assert told.exit_code == 0
    for line, words in zip(lines[1:], ("in use", "400/1117 MB", "It has [changed].", "It needs 16.0 GB."), strict=True):
        assert words in line
    assert all(part in lines[1] for part in (SMALL.id, "1.1 GB", "Apache-2.0", "Recommended.", SMALL.words[:30]))


def test_the_list_for_programs_is_the_apis(box: Box, shell: Shell) -> None:
    assert json.loads(shell("list", "--json").stdout) == [box.models[0].model_dump(mode="json")]


def test_a_download_is_followed_to_its_end(box: Box, shell: Shell) -> None:
    told = shell("download", SMALL.id)
    assert told.exit_code == 0
    assert f"shopbell models use {SMALL.id}" in told.stdout
    assert box.asked[0][:2] == ("POST", f"/v1/models/{SMALL.id}/download")
    assert json.loads(shell("download", "--json", SMALL.id).stdout)["state"] == "succeeded"


def test_before_gigabytes_come_the_licence_and_what_does_not_fit_are_said(box: Box, shell: Shell) -> None:
    box.models = [model(id=GEMMA.id, entry=GEMMA, fits=False, fit="It needs 10.8 GB of memory.")]
    told = shell("download", GEMMA.id)
    assert "It needs 10.8 GB of memory." in told.stdout
    assert "Gemma Terms of Use" in told.stdout


def test_a_download_that_failed_ends_with_its_sentence(box: Box, shell: Shell) -> None:
    box.job = job(JobState.FAILED, detail="The disk is full.")
    told = shell("download", SMALL.id)
    assert (told.exit_code, told.stderr) == (1, "A model: The disk is full.\n")
    assert json.loads(shell("download", "--json", SMALL.id).stdout)["detail"] == "The disk is full."


def test_a_download_is_stopped_and_one_that_is_none_is_said(box: Box, shell: Shell) -> None:
    assert (shell("stop", SMALL.id).exit_code, len(box.asked)) == (1, 1)
    box.models = [model(state=ModelState.ON_ITS_WAY, job=job(JobState.RUNNING))]
    assert "is kept" in shell("stop", SMALL.id).stdout
    assert box.asked[-1][:2] == ("DELETE", "/v1/jobs/job_1")
    assert json.loads(shell("stop", "--json", SMALL.id).stdout)["id"] == "job_1"


def test_a_file_is_added_by_its_whole_path(
    box: Box, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own.gguf").touch()
    monkeypatch.chdir(tmp_path)
    assert shell("add", "own.gguf").exit_code == 0
    assert json.loads(box.asked[0][2]) == {"path": str(tmp_path / "own.gguf")}
    gone = shell("add", "gone.gguf")
    assert (gone.exit_code, gone.stderr) == (1, "gone.gguf is not a file.\n")


def test_a_model_is_used_and_removed_by_its_id(box: Box, shell: Shell) -> None:
    assert SMALL.name in shell("use", SMALL.id).stdout
    assert json.loads(shell("use", "--json", SMALL.id).stdout)["id"] == SMALL.id
    assert shell("remove", "my model?.gguf").stdout == "Removed.\n"
    assert box.asked[-1][:2] == ("DELETE", "/v1/models/my%20model%3F.gguf")
    assert json.loads(shell("remove", "--json", "a.gguf").stdout) == {"removed": "a.gguf"}


@pytest.mark.parametrize("command", [("use", "a"), ("remove", "a"), ("download", "a"), ("list",), ("stop", "a")])
def test_a_refusal_is_the_boxs_own_sentence(box: Box, shell: Shell, command: tuple[str, ...]) -> None:
    box.refusal = Refused(ErrorCode.IN_USE, "It is the chosen model.")
    told = shell(*command)
    assert (told.exit_code, told.stderr) == (1, "It is the chosen model.\n")


def test_a_box_that_does_not_answer_has_an_exit_code_of_its_own(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("no", request=request)

    monkeypatch.setattr(Client, "local", lambda: Client("http://box", "token", httpx2.MockTransport(away)))
    assert shell("list").exit_code == 3
