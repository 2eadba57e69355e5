"""Owns that a setting is changed whole and checked, and that the supervisor is asked in the form it reads."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from appliance.contract.jobs import JobKind, JobState
from appliance.contract.problems import Refused
from appliance.contract.settings import ModelSettings, Settings
from appliance.core import settings_file
from appliance.core.jobs import JobQueue
from appliance.core.restart_request import ask_for_restart
from tests.unit.core.conftest import HandClock


def with_context(context: int) -> Settings:
    return Settings(model=ModelSettings.model_construct(**{**ModelSettings().model_dump(), "context": context}))


def test_a_change_is_written_and_told(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    settings_file.change(file, lambda old: old.model_copy(update={"model": ModelSettings(file="/a.gguf")}))
    changed = settings_file.change(file, lambda old: old.model_copy(update={"answers": old.answers}))
    assert changed.model.file == "/a.gguf"
    assert settings_file.read(file) == changed
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_only_what_the_owner_chose_is_written(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    settings_file.change(file, lambda old: old.model_copy(update={"model": ModelSettings(file="/a.gguf")}))
    assert file.read_text() == '{\n  "model": {\n    "file": "/a.gguf"\n  }\n}\n'


def test_a_change_beyond_a_bound_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    with pytest.raises(Refused, match="not possible"):
        settings_file.change(file, lambda old: with_context(5))
    assert not file.exists()


def test_asking_twice_for_a_restart_is_asking_once(tmp_path: Path) -> None:
    folder = tmp_path / "run/requests"
    ask_for_restart(folder, "model-chat")
    ask_for_restart(folder, "model-chat")
    assert [file.name for file in folder.iterdir()] == ["restart-model-chat"]


async def test_a_worker_claims_only_the_kinds_it_does(jobs: JobQueue, clock: HandClock) -> None:
    download = await jobs.add(JobKind.DOWNLOAD_MODEL, "Model", {"model_id": "a"})
    clock.move(1)
    read = await jobs.add(JobKind.READ_DOCUMENT, "a.md", {"document_id": "a"})
    claimed = await jobs.claim({JobKind.READ_DOCUMENT})
    assert claimed is not None
    assert claimed.id == read.id
    assert await jobs.claim({JobKind.READ_DOCUMENT}) is None
    claimed = await jobs.claim()
    assert claimed is not None
    assert claimed.id == download.id


async def test_unfinished_jobs_are_those_that_wait_or_run_oldest_first(jobs: JobQueue, clock: HandClock) -> None:
    ids = []
    for name in ("a", "b", "c"):
        ids.append((await jobs.add(JobKind.DOWNLOAD_MODEL, name, {"model_id": name})).id)
        clock.move(1)
    await jobs.add(JobKind.TIDY_UP, "", {})
    await jobs.claim({JobKind.DOWNLOAD_MODEL})
    await jobs.finish(ids[1], JobState.FAILED, "no")
    found = await jobs.unfinished((JobKind.DOWNLOAD_MODEL,))
    assert [(one.job.id, one.job.state, one.payload["model_id"]) for one in found] == [
        (ids[0], JobState.RUNNING, "a"),
        (ids[2], JobState.QUEUED, "c"),
    ]
