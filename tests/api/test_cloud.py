"""Owns what an owner does over the api about the model outside and about what left the box."""

from __future__ import annotations

from pathlib import Path

import httpx2

from appliance.contract.egress import EgressContent, EgressOutcome, Leaving
from appliance.core import settings_file
from appliance.core.clock import utc_now
from appliance.core.database import Database
from appliance.core.paths import Paths
from appliance.privacy.egress import EgressLedger
from tests.api.conftest import OWNER

KEY = "sk-test-0123456789"
WANTED = {
    "enabled": True, "base_url": "https://api.example.com/v1", "model": "large-1", "price_in": 3, "price_out": 15,
}  # fmt: skip


async def test_it_is_off_on_a_new_box_and_nothing_leaves(private: httpx2.AsyncClient) -> None:
    status = (await private.get("/v1/cloud", headers=OWNER)).json()
    assert (status["ready"], status["settings"]["enabled"], status["has_key"]) == (False, False, False)
    report = (await private.get("/v1/egress", headers=OWNER)).json()
    assert report == {"nothing_leaves": True, "days": [], "latest": []}


async def test_it_is_switched_on_step_by_step(private: httpx2.AsyncClient, tmp_path: Path) -> None:
    refused = await private.put("/v1/cloud", headers=OWNER, json=WANTED)
    assert (refused.status_code, refused.json()["detail"]) == (422, "Enter the provider's key first.")
    kept = await private.put("/v1/cloud/key", headers=OWNER, json={"key": KEY})
    assert kept.json()["has_key"]
    changed = await private.put("/v1/cloud", headers=OWNER, json=WANTED)
    assert (changed.json()["ready"], changed.json()["settings"]["model"]) == (False, "large-1")
    switched = await private.put("/v1/egress/nothing-leaves", headers=OWNER, json={"on": False})
    assert not switched.json()["nothing_leaves"]
    status = await private.get("/v1/cloud", headers=OWNER)
    assert status.json()["ready"]
    assert KEY not in status.text
    assert settings_file.read(Paths(tmp_path / "home").settings).cloud.enabled
    assert not (await private.delete("/v1/cloud/key", headers=OWNER)).json()["ready"]


async def test_a_key_that_is_none_and_settings_out_of_bounds_are_refused(private: httpx2.AsyncClient) -> None:
    for key in ("", "with space", "line\nbreak"):
        refused = await private.put("/v1/cloud/key", headers=OWNER, json={"key": key})
        assert refused.status_code == 422
        assert "line" not in refused.text
    for wrong in (
        {"daily_budget": -1},
        {"currency": "dollars"},
        {"topics": ["weather"]},
        {"base_url": "api.example.com"},
    ):
        assert (await private.put("/v1/cloud", headers=OWNER, json=wrong)).status_code == 422


async def test_the_ledger_is_told_newest_first(private: httpx2.AsyncClient, tmp_path: Path) -> None:
    database = Database.at(Paths(tmp_path / "home").database)
    ledger = EgressLedger(database, utc_now)
    for host in ("one.example", "other.example"):
        leaving = Leaving(host=host, why="a question", content=EgressContent.REDACTED_QUESTION, job_id="j", bytes_out=9)
        await ledger.close(await ledger.begin(leaving), EgressOutcome.ANSWERED, 4, 2_000)
    await database.close()
    report = (await private.get("/v1/egress?limit=1", headers=OWNER)).json()
    assert [row["host"] for row in report["latest"]] == ["other.example"]
    (day,) = report["days"]
    assert (day["times"], day["bytes_out"], day["bytes_in"], day["cost"]) == (2, 18, 8, 0.004)


async def test_visitors_reach_none_of_it(public: httpx2.AsyncClient) -> None:
    for address in ("/v1/cloud", "/v1/egress"):
        assert (await public.get(address)).status_code in (401, 404)


async def test_each_change_is_told_with_the_program_that_made_it(private: httpx2.AsyncClient) -> None:
    await private.put("/v1/cloud/key", headers=OWNER, json={"key": KEY})
    panel = OWNER | {"User-Agent": "shopbell panel"}
    await private.put("/v1/cloud", headers=panel, json=WANTED)
    await private.put("/v1/egress/nothing-leaves", headers=panel, json={"on": False})
    told = await private.get("/v1/cloud", headers=OWNER)
    assert [(change["setting"], change["by"]) for change in told.json()["changes"][:2]] == [
        ("nothing_leaves", "owner, shopbell panel"),
        ("cloud", "owner, shopbell panel"),
    ]
    assert KEY not in told.text
