"""Owns what owner and worker reach: documents, facts, jobs; refusals that name what is wrong; readiness."""

from __future__ import annotations

import httpx2
import pytest
from fastapi.routing import APIRoute

from appliance.api.apps import OWNERS, private_app, public_app
from appliance.api.services import Services
from appliance.wiring.assembly import Assembled
from tests.api.conftest import OWNER, TOKEN, client_of

OPEN_TO_ALL = {"/livez", "/readyz", "/v1/widget"}
ROUTES = [
    (method, route.path)
    for router in OWNERS
    for route in router.routes
    if isinstance(route, APIRoute) and route.path not in OPEN_TO_ALL
    for method in sorted(route.methods or ())
]


@pytest.mark.parametrize(("method", "path"), ROUTES)
@pytest.mark.parametrize("shown", [{}, {"Authorization": "Bearer wrong"}])
async def test_every_private_route_wants_the_token(
    private: httpx2.AsyncClient, method: str, path: str, shown: dict[str, str]
) -> None:
    answer = await private.request(method, path.replace("{", "").replace("}", ""), headers=shown, json={})
    assert answer.status_code in (401, 422)  # a body that cannot be read is refused before anybody is asked for
    assert answer.headers["content-type"] == "application/problem+json"
    if answer.status_code == 422:
        assert method in ("POST", "PUT")
    else:
        assert answer.json()["code"] == "not_allowed"


async def test_the_box_is_not_ready_before_its_index_is_open(unopened: Assembled) -> None:
    async with client_of(public_app(unopened.services, demo=False)) as client:
        early = await client.get("/readyz")
        assert (early.status_code, early.json()["ready"]) == (503, False)
        assert "documents" in early.json()["reason"]
        assert (await client.get("/livez")).json() == {"alive": True}
        asked = await client.post("/v1/chat", json={"question": "Are you open on Monday?"})
        assert "On Monday we are closed." in asked.text
        await unopened.index.open()
        assert (await client.get("/readyz")).status_code == 200


async def test_a_document_can_be_removed(private: httpx2.AsyncClient) -> None:
    files = {"file": ("a.md", b"# Hello\n\nText.")}
    added = (await private.post("/v1/knowledge/documents", headers=OWNER, files=files)).json()
    again = (await private.post("/v1/knowledge/documents", headers=OWNER, files=files)).json()
    assert again["document"]["id"] == added["document"]["id"]
    path = f"/v1/knowledge/documents/{added['document']['id']}"
    assert (await private.delete(path, headers=OWNER)).status_code == 204
    assert (await private.delete(path, headers=OWNER)).status_code == 404
    assert (await private.get("/v1/knowledge/documents", headers=OWNER)).json() == []


async def test_a_document_too_large_is_refused_with_its_limit(private: httpx2.AsyncClient) -> None:
    files = {"file": ("a.md", b"a" * 20_000_001)}
    answer = await private.post("/v1/knowledge/documents", headers=OWNER, files=files)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert "20 MB" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"hours": [{"day": "monday", "opens": "18:00", "closes": "09:00"}]}, "hours.0"),
        ({"timezone": "Mars/Base"}, "timezone"),
        ({"currency": "dollars"}, "currency"),
        ({"more": 1}, "more"),
    ],
)
async def test_wrong_facts_are_refused_by_name_and_the_old_ones_stay(
    private: httpx2.AsyncClient, change: dict[str, object], named: str
) -> None:
    before = (await private.get("/v1/facts", headers=OWNER)).json()
    answer = await private.put("/v1/facts", headers=OWNER, json=before | change)
    assert answer.status_code == 422
    assert answer.json()["detail"].startswith(named)
    assert (await private.get("/v1/facts", headers=OWNER)).json() == before


async def test_new_facts_answer_at_once(private: httpx2.AsyncClient) -> None:
    before = (await private.get("/v1/facts", headers=OWNER)).json()
    await private.put("/v1/facts", headers=OWNER, json=before | {"name": "Oak Street Bikes"})
    widget = (await private.get("/v1/widget")).json()
    assert (widget["shop"], widget["phone"]) == ("Oak Street Bikes", before["phone"])


async def test_a_job_is_listed_and_cancelled(private: httpx2.AsyncClient) -> None:
    job = await private.post("/v1/knowledge/rebuild", headers=OWNER)
    assert job.status_code == 202
    path = f"/v1/jobs/{job.json()['id']}"
    assert (await private.delete(path, headers=OWNER)).json()["state"] == "cancelled"
    assert [one["state"] for one in (await private.get("/v1/jobs", headers=OWNER)).json()] == ["cancelled"]
    assert (await private.delete("/v1/jobs/job_none", headers=OWNER)).status_code == 404


async def test_every_address_is_described(services: Services) -> None:
    for app in (public_app(services, demo=False), private_app(services, TOKEN)):
        operations = [one for path in app.openapi()["paths"].values() for one in path.values()]
        assert len(operations) >= 8
        assert all(one.get("description") for one in operations)
