"""When the stored keys cannot be opened, the front desk answers all the same, and the owner can mend it."""

from __future__ import annotations

from pathlib import Path

import httpx2
import pytest

from appliance.core.paths import Paths
from appliance.secret_store import SealedFile
from tests.api.conftest import OWNER

OTHERS = "an older box's"


def key_is_lost(secrets: Path) -> None:
    (secrets / "key").unlink()


def key_is_damaged(secrets: Path) -> None:
    (secrets / "key").write_text("AAAA")


def file_is_damaged(secrets: Path) -> None:
    (secrets / "secrets.json").write_bytes(b"\xff\xfe{")


def file_is_something_else(secrets: Path) -> None:
    (secrets / "secrets.json").write_text("[1]")


def nothing_can_be_kept(secrets: Path) -> None:
    for file in secrets.iterdir():
        file.unlink()
    secrets.rmdir()
    secrets.write_text("a file where the folder should be")


@pytest.fixture(
    autouse=True, params=[key_is_lost, key_is_damaged, file_is_damaged, file_is_something_else, nothing_can_be_kept]
)
def damage(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Done before the services are put together: those of this file ask for it first."""
    secrets = Paths(tmp_path / "home").prepare().secrets
    for name in ("canary", "cloud_model"):
        SealedFile(secrets).put(name, OTHERS)
    request.param(secrets)
    return str(request.param.__name__)


async def test_a_visitor_is_answered_and_the_owner_enters_the_key_again(
    damage: str, public: httpx2.AsyncClient, private: httpx2.AsyncClient
) -> None:
    told = await public.post("/v1/chat", json={"question": "What is your phone number?"})
    assert "+1 503 555 0142" in told.text
    assert not (await private.get("/v1/cloud", headers=OWNER)).json()["has_key"]
    if damage != nothing_can_be_kept.__name__:
        kept = await private.put("/v1/cloud/key", headers=OWNER, json={"key": "sk-test-0123456789"})
        assert kept.json()["has_key"]
