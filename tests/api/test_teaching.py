"""Owns the whole circle over HTTP: asked in vain, a gap, taught in one line, answered, undone."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx2

from appliance.api.services import Services
from appliance.wiring.assembly import Assembled
from tests.api.conftest import OWNER

ASKED = "Do you sharpen lawn mowers?"


async def ask(parts: Assembled, client: httpx2.AsyncClient, question: str, **headers: str) -> str:
    """What is told; everything that comes of it has been kept by then."""
    answer = await client.post("/v1/chat", json={"question": question}, headers=headers)
    assert answer.status_code == 200
    task = parts.services.desk.require(id_in(answer.text)).task
    assert task is not None
    async with asyncio.timeout(5):
        await task
    await parts.taught.catch_up.once()
    return answer.text


def id_in(told: str) -> str:
    return told.split('"question_id":"')[1].split('"')[0]


async def owner(client: httpx2.AsyncClient, method: str, path: str, expect: int = 200, **body: Any) -> Any:
    answer = await client.request(method, f"/v1/knowledge/{path}", headers=OWNER, json=body or None)
    assert answer.status_code == expect, answer.text
    return answer.json()


async def test_asked_in_vain_taught_answered_undone(
    unopened: Assembled, services: Services, public: httpx2.AsyncClient, private: httpx2.AsyncClient
) -> None:
    assert '"not_known"' in await ask(unopened, public, ASKED)
    (gap,) = await owner(private, "GET", "gaps")
    assert (gap["question"], gap["conversations"]) == (ASKED, 1)
    answer = await owner(private, "POST", "answers", 201, text="Yes, on Fridays.", gap_id=gap["id"])
    assert await owner(private, "GET", "gaps") == []
    told = await ask(unopened, public, "do you sharpen LAWN MOWERS")
    assert "Yes, on Fridays." in told
    assert '"approved"' in told
    assert [one["state"] for one in await owner(private, "GET", "golden")] == ["kept"]
    await owner(private, "POST", f"answers/{answer['id']}/undo")
    assert [one["id"] for one in await owner(private, "GET", "gaps")] == [gap["id"]]
    assert '"not_known"' in await ask(unopened, public, ASKED)


async def test_an_answer_is_listed_changed_removed_and_its_history_told(private: httpx2.AsyncClient) -> None:
    taught = await owner(private, "POST", "answers", 201, text="Yes.", questions=[ASKED])
    path = f"answers/{taught['id']}"
    changed = await owner(private, "PUT", path, text="No.", questions=[ASKED], expires_on="2099-01-01")
    assert (changed["version"], changed["changed_by"], changed["expires_on"]) == (2, "owner", "2099-01-01")
    assert await owner(private, "GET", path) == changed
    assert await owner(private, "GET", "answers") == [changed]
    assert (await owner(private, "DELETE", path))["state"] == "removed"
    assert await owner(private, "GET", "answers") == []
    assert [one["id"] for one in await owner(private, "GET", "answers?removed=true")] == [taught["id"]]
    assert [one["change"] for one in await owner(private, "GET", f"{path}/history")] == ["taught", "changed", "removed"]


async def test_a_gap_is_put_aside_and_taken_up_again(
    unopened: Assembled, services: Services, public: httpx2.AsyncClient, private: httpx2.AsyncClient
) -> None:
    await ask(unopened, public, ASKED)
    (gap,) = await owner(private, "GET", "gaps")
    assert (await owner(private, "POST", f"gaps/{gap['id']}/dismiss"))["dismissed"]
    assert await owner(private, "GET", "gaps") == []
    assert len(await owner(private, "GET", "gaps?dismissed=true")) == 1
    await owner(private, "POST", f"gaps/{gap['id']}/restore")
    assert len(await owner(private, "GET", "gaps")) == 1
    await owner(private, "POST", "gaps/gap_nowhere/dismiss", 404)


async def test_the_owners_try_outs_make_no_gap(
    unopened: Assembled, services: Services, private: httpx2.AsyncClient
) -> None:
    await ask(unopened, private, ASKED, **OWNER)
    assert await owner(private, "GET", "gaps") == []


async def test_visitors_rate_an_answer_and_may_change_their_mind(
    unopened: Assembled, services: Services, public: httpx2.AsyncClient, private: httpx2.AsyncClient
) -> None:
    told = await ask(unopened, public, "Are you open on Monday?")
    path = f"/v1/chat/{id_in(told)}/rating"
    bad = await public.post(path, json={"helpful": False, "comment": "We stood before a closed door."})
    assert (bad.status_code, bad.json()["helpful"]) == (200, False)
    await unopened.taught.catch_up.once()
    assert [one["reasons"] for one in await owner(private, "GET", "gaps")] == [["badly_rated"]]
    assert (await public.post(path, json={"helpful": True})).json()["comment"] is None
    assert await owner(private, "GET", "gaps") == []


async def test_a_rating_is_bounded_and_needs_its_question(public: httpx2.AsyncClient) -> None:
    assert (await public.post("/v1/chat/q_nowhere/rating", json={"helpful": True})).status_code == 404
    long = {"helpful": False, "comment": "x" * 501}
    assert (await public.post("/v1/chat/q_nowhere/rating", json=long)).status_code == 422


async def test_gaps_and_answers_are_not_for_visitors(public: httpx2.AsyncClient) -> None:
    for path in ("gaps", "answers", "golden"):
        assert (await public.get(f"/v1/knowledge/{path}")).status_code == 404
