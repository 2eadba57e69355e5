"""Owns what an owner does about models over the api: see them, fetch, add, use, remove; refusals with the reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx2
import pytest

from appliance.api.services import Services
from appliance.catalogue import records, refusal
from appliance.core import settings_file
from appliance.core.paths import Paths
from tests.api.conftest import OWNER
from tests.fakes.file_server import gguf

SMALL, LARGE, STARTER = "qwen2.5-1.5b", "mistral-small-3.2-24b", "smollm2-135m"


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "home")


@pytest.fixture
def own(paths: Paths, services: Services) -> Path:
    """A file of the owner's own that was added and noted."""
    file = paths.models / "own.gguf"
    file.write_bytes(gguf(10_000))
    records.write(file, records.hash_of(file))
    return file


def changed(file: Path) -> None:
    file.write_bytes(gguf(10_000, seed=1))


async def rows(private: httpx2.AsyncClient) -> dict[str, dict[str, Any]]:
    answer = await private.get("/v1/models", headers=OWNER)
    assert answer.status_code == 200
    return {row["id"]: row for row in answer.json()}


async def post(private: httpx2.AsyncClient, address: str, **json: str) -> httpx2.Response:
    return await private.post(f"/v1/models/{address}", headers=OWNER, json=json or None)


async def test_the_list_says_what_is_here_what_is_used_and_what_fits(private: httpx2.AsyncClient, own: Path) -> None:
    listed = await rows(private)
    assert next(iter(listed)) == STARTER
    assert list(listed)[-1] == "own.gguf"
    assert (listed[STARTER]["state"], listed[STARTER]["in_use"]) == ("here", True)
    assert (listed["own.gguf"]["state"], listed["own.gguf"]["entry"]) == ("here", None)
    assert (listed[SMALL]["state"], listed[SMALL]["fits"], listed[SMALL]["recommended"]) == ("absent", True, True)
    assert (listed[LARGE]["fits"], listed[LARGE]["recommended"]) == (False, False)
    assert "this machine has 8.0 GB" in listed[LARGE]["fit"]
    assert listed[SMALL]["entry"]["licence"] == "Apache-2.0"


async def test_a_download_is_one_job_however_often_it_is_asked_for(private: httpx2.AsyncClient) -> None:
    first = await post(private, f"{SMALL}/download")
    assert (first.status_code, first.json()["kind"]) == (202, "download_model")
    assert (await post(private, f"{SMALL}/download")).json()["id"] == first.json()["id"]
    row = (await rows(private))[SMALL]
    assert (row["state"], row["job"]["id"]) == ("on_its_way", first.json()["id"])
    refused = await private.delete(f"/v1/models/{SMALL}", headers=OWNER)
    assert (refused.status_code, refused.json()["code"]) == (409, "in_use")
    await private.delete(f"/v1/jobs/{first.json()['id']}", headers=OWNER)
    assert (await rows(private))[SMALL]["state"] == "absent"


@pytest.mark.parametrize(
    ("model_id", "status", "words"),
    [("unknown", 404, "no model unknown"), (STARTER, 422, "comes with Shopbell"), ("own.gguf", 404, "no model")],
)
async def test_what_cannot_be_downloaded_is_said(
    private: httpx2.AsyncClient, own: Path, model_id: str, status: int, words: str
) -> None:
    answer = await post(private, f"{model_id}/download")
    assert answer.status_code == status
    assert words in answer.json()["detail"]


async def test_a_file_is_added_by_a_job_and_what_is_no_model_is_refused_at_once(
    private: httpx2.AsyncClient, tmp_path: Path
) -> None:
    good, bad = tmp_path / "good.gguf", tmp_path / "bad.gguf"
    good.write_bytes(gguf(1000))
    bad.write_text("words")
    assert (await post(private, "files", path=str(good))).json()["kind"] == "add_model"
    refused = await post(private, "files", path=str(bad))
    assert (refused.status_code, refused.json()["code"]) == (422, "unusable_model")
    assert (await post(private, "files", path=str(tmp_path / "gone.gguf"))).status_code == 404
    assert (await post(private, "files", path="")).status_code == 422


async def test_using_a_model_changes_the_setting_and_asks_for_a_fresh_start(
    private: httpx2.AsyncClient, own: Path, paths: Paths
) -> None:
    used = await post(private, "own.gguf/use")
    assert (used.status_code, used.json()["in_use"]) == (200, True)
    assert settings_file.read(paths.settings).model.file == str(own)
    assert [file.name for file in paths.requests.iterdir()] == ["restart-model-chat"]
    assert not (await rows(private))[STARTER]["in_use"]
    back = await post(private, f"{STARTER}/use")
    assert back.json()["in_use"]
    assert settings_file.read(paths.settings).model.file == ""


@pytest.mark.parametrize(
    ("model_id", "code", "words"),
    [
        (SMALL, "not_found", "download it first"),
        ("gone.gguf", "not_found", "no model file"),
        ("..%2Fsettings.json", "not_found", ""),
    ],
)
async def test_what_is_not_here_cannot_be_used(
    private: httpx2.AsyncClient, paths: Paths, model_id: str, code: str, words: str
) -> None:
    answer = await post(private, f"{model_id}/use")
    assert answer.json()["code"] == code
    assert words in answer.json()["detail"]
    assert not paths.settings.exists()


async def test_a_changed_file_and_a_wrong_one_of_the_catalogue_cannot_be_used(
    private: httpx2.AsyncClient, own: Path, paths: Paths, services: Services
) -> None:
    changed(own)
    assert (await rows(private))["own.gguf"]["state"] == "unchecked"
    assert "has changed" in (await post(private, "own.gguf/use")).json()["detail"]
    entry = next(row["entry"] for row in (await rows(private)).values() if row["id"] == SMALL)
    changed(paths.models / entry["file"])
    assert "has changed" in (await post(private, f"{SMALL}/use")).json()["detail"]
    assert not paths.settings.exists()


async def test_a_model_that_does_not_fit_cannot_be_used(private: httpx2.AsyncClient, own: Path) -> None:
    with own.open("r+b") as file:
        file.truncate(9_000_000_000)  # a hole, which takes no room
    records.write(own, "0" * 64)
    answer = await post(private, "own.gguf/use")
    assert answer.status_code == 422
    assert "It needs 10.0 GB" in answer.json()["detail"]


async def test_a_model_is_removed_but_never_the_chosen_one_or_the_starter(
    private: httpx2.AsyncClient, own: Path, paths: Paths
) -> None:
    await post(private, "own.gguf/use")
    refused = await private.delete("/v1/models/own.gguf", headers=OWNER)
    assert (refused.status_code, refused.json()["code"]) == (409, "in_use")
    assert own in list(paths.models.iterdir())
    await post(private, f"{STARTER}/use")
    assert (await private.delete("/v1/models/own.gguf", headers=OWNER)).status_code == 204
    assert list(paths.models.iterdir()) == []
    assert (await private.delete("/v1/models/own.gguf", headers=OWNER)).status_code == 404
    assert (await private.delete(f"/v1/models/{STARTER}", headers=OWNER)).status_code == 422
    assert (await private.delete(f"/v1/models/{SMALL}", headers=OWNER)).status_code == 404


async def test_the_beginning_of_a_download_is_shown_and_removed(private: httpx2.AsyncClient, paths: Paths) -> None:
    entry = (await rows(private))[SMALL]["entry"]
    (paths.models / f"{entry['file']}.part").write_bytes(b"beginning")
    assert (await rows(private))[SMALL]["kept_bytes"] == 9
    assert (await private.delete(f"/v1/models/{SMALL}", headers=OWNER)).status_code == 204
    assert list(paths.models.iterdir()) == []


async def test_a_refused_model_is_shown_with_the_reason_and_the_starter_as_used(
    private: httpx2.AsyncClient, own: Path, paths: Paths
) -> None:
    await post(private, "own.gguf/use")
    refusal.note(paths.model_refusal, own, "own.gguf could not be loaded.")
    listed = await rows(private)
    assert (listed["own.gguf"]["state"], listed["own.gguf"]["in_use"]) == ("refused", False)
    assert listed["own.gguf"]["problem"] == "own.gguf could not be loaded."
    assert (listed[STARTER]["in_use"], listed[STARTER]["problem"]) == (True, None)
    status = (await private.get("/v1/status", headers=OWNER)).json()
    assert status["answering"] == "yes"
    assert "own.gguf could not be loaded." in status["detail"]
    paths.settings.write_text("{")
    assert (await private.get("/v1/status", headers=OWNER)).json()["detail"] == "Every part is working."


async def test_a_file_elsewhere_that_is_used_by_the_settings_is_shown(
    private: httpx2.AsyncClient, paths: Paths, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere.gguf"
    elsewhere.write_bytes(gguf(1000))
    paths.settings.write_text(f'{{"model": {{"file": "{elsewhere}"}}}}')
    row = (await rows(private))[str(elsewhere)]
    assert (row["state"], row["in_use"], row["name"]) == ("here", True, "elsewhere.gguf")
