"""The owner's way with facts over HTTP: save, go back, proposals, what expires, and what the worker sends."""

from __future__ import annotations

import httpx2

from tests.api.conftest import OWNER
from tests.unit.knowledge.bag_of_words import indexed


async def _bring(private: httpx2.AsyncClient, *findings: dict[str, object]) -> None:
    """A document is added, and the worker sends what it read."""
    files = {"file": ("contact.md", b"# Contact\n\nText.")}
    added = (await private.post("/v1/knowledge/documents", headers=OWNER, files=files)).json()
    body = indexed("Contact", "Write to us.").model_dump(mode="json") | {"findings": findings}
    path = f"/v1/knowledge/documents/{added['document']['id']}/passages"
    assert (await private.put(path, headers=OWNER, json=body)).status_code == 204


async def test_saved_facts_become_documents_that_nobody_removes_by_hand(private: httpx2.AsyncClient) -> None:
    before = (await private.get("/v1/facts", headers=OWNER)).json()
    await private.put("/v1/facts", headers=OWNER, json=before | {"name": "Oak Street Bikes"})
    documents = (await private.get("/v1/knowledge/documents", headers=OWNER)).json()
    assert {(one["origin"], one["title"]) for one in documents} == {
        ("facts", "Shop facts"),
        ("facts", "Angaben des Geschäfts"),
    }
    kinds = [job["kind"] for job in (await private.get("/v1/jobs", headers=OWNER)).json()]
    assert kinds == ["read_document", "read_document"]
    removed = await private.delete(f"/v1/knowledge/documents/{documents[0]['id']}", headers=OWNER)
    assert (removed.status_code, removed.json()["detail"][:25]) == (422, "These are your shop facts")
    files = {"file": ("mine.shopfacts", b"{}")}
    assert (await private.post("/v1/knowledge/documents", headers=OWNER, files=files)).status_code == 415


async def test_a_change_is_undone(private: httpx2.AsyncClient) -> None:
    before = (await private.get("/v1/facts", headers=OWNER)).json()
    await private.put("/v1/facts", headers=OWNER, json=before | {"phone": "+1 503 555 0199"})
    assert (await private.post("/v1/facts/undo", headers=OWNER)).json() == before
    assert (await private.get("/v1/widget")).json()["phone"] == before["phone"]
    nothing = await private.post("/v1/facts/undo", headers=OWNER)
    assert (nothing.status_code, nothing.json()["code"]) == (404, "not_found")


async def test_a_proposal_is_confirmed_and_answers_at_once(private: httpx2.AsyncClient) -> None:
    await _bring(private, {"field": "phone", "value": "+1 503 555 0199", "quote": "Call us on +1 503 555 0199."})
    [proposal] = (await private.get("/v1/facts/proposals", headers=OWNER)).json()
    assert (proposal["document"], proposal["contradicts"]) == ("Contact", "+1 503 555 0142")
    path = f"/v1/facts/proposals/{proposal['id']}"
    assert (await private.post(f"{path}/confirm", headers=OWNER)).json()["phone"] == "+1 503 555 0199"
    asked = await private.post("/v1/chat", json={"question": "What is your phone number?"}, headers=OWNER)
    assert "+1 503 555 0199" in asked.text
    assert (await private.get("/v1/facts/proposals", headers=OWNER)).json() == []
    await private.post("/v1/facts/undo", headers=OWNER)
    assert len((await private.get("/v1/facts/proposals", headers=OWNER)).json()) == 1


async def test_a_proposal_is_turned_down_and_taken_back(private: httpx2.AsyncClient) -> None:
    await _bring(private, {"field": "map_url", "value": "https://maps.example/shop", "quote": "map"})
    [proposal] = (await private.get("/v1/facts/proposals", headers=OWNER)).json()
    path = f"/v1/facts/proposals/{proposal['id']}"
    assert (await private.post(f"{path}/dismiss", headers=OWNER)).status_code == 204
    assert (await private.get("/v1/facts/proposals", headers=OWNER)).json() == []
    turned_down = (await private.get("/v1/facts/proposals?dismissed=true", headers=OWNER)).json()
    assert [one["id"] for one in turned_down] == [proposal["id"]]
    assert (await private.post(f"{path}/reopen", headers=OWNER)).status_code == 204
    assert len((await private.get("/v1/facts/proposals", headers=OWNER)).json()) == 1


async def test_the_owner_is_told_what_expires(private: httpx2.AsyncClient) -> None:
    before = (await private.get("/v1/facts", headers=OWNER)).json()
    sale = {"item": {"en": "Old sale"}, "amount": "5.00", "expires_on": "2020-01-01"}
    await private.put("/v1/facts", headers=OWNER, json=before | {"prices": [sale]})
    told = (await private.get("/v1/facts/expiring", headers=OWNER)).json()
    assert told[0]["name"] == "Old sale"
    assert told[0]["days"] < -2_000
    assert (await private.post("/v1/facts/refresh", headers=OWNER)).status_code == 204
    asked = await private.post("/v1/chat", json={"question": "How much is the old sale?"}, headers=OWNER)
    assert "$5" not in asked.text
