"""Owns what each listener lets in: visitors the chat, the owner everything, and every refusal as problem+json."""

from __future__ import annotations

import httpx2
import pytest

from appliance.api.services import Services
from appliance.chat.ladder.transcript import Transcript
from appliance.contract.chat import Delta, Done, Outcome, Rung
from tests.api.conftest import OWNER


async def test_without_the_token_every_private_address_refuses(private: httpx2.AsyncClient) -> None:
    paths = ("/v1/status", "/v1/conversations", "/v1/leads", "/v1/jobs", "/v1/facts", "/v1/knowledge/documents")
    for path in (*paths, "/v1/models"):
        answer = await private.get(path)
        assert answer.status_code == 401, path
        assert answer.headers["content-type"] == "application/problem+json"
        assert (await private.get(path, headers=OWNER)).status_code == 200, path


async def test_visitors_find_nothing_private(public: httpx2.AsyncClient) -> None:
    for path in ("/v1/status", "/v1/conversations", "/v1/jobs", "/v1/facts", "/v1/knowledge/documents", "/v1/models"):
        assert (await public.get(path, headers=OWNER)).status_code == 404, path


async def test_a_question_is_a_numbered_stream_that_ends_with_done(public: httpx2.AsyncClient) -> None:
    answer = await public.post("/v1/chat", json={"question": "Are you open on Monday?"})
    names = [line.removeprefix("event: ") for line in answer.text.splitlines() if line.startswith("event: ")]
    numbers = [line.removeprefix("id: ") for line in answer.text.splitlines() if line.startswith("id: ")]
    assert names == ["accepted", "delta", "sources", "done"]
    assert numbers == ["1", "2", "3", "4"]


async def test_a_stream_resumes_after_the_last_event_that_arrived(public: httpx2.AsyncClient) -> None:
    first = await public.post("/v1/chat", json={"question": "Are you open on Monday?"})
    question_id = first.text.split('"question_id":"')[1].split('"')[0]
    rest = await public.get(f"/v1/chat/{question_id}/events", headers={"Last-Event-ID": "2"})
    assert rest.text == first.text[first.text.index("id: 3") :]
    state = (await public.get(f"/v1/chat/{question_id}")).json()
    assert (state["running"], state["text"], state["rung"]) == (False, "On Monday we are closed.", "facts")


async def test_an_answer_from_before_a_restart_is_told_again(public: httpx2.AsyncClient, services: Services) -> None:
    before = Transcript("q_before", "c_before", "Are you open on Monday?")
    await services.conversations.begin(before, "visitor", None)
    before.events.extend((Delta(text="On Monday we are closed."), Done(outcome=Outcome.ANSWERED, rung=Rung.FACTS)))
    await services.conversations.end(before)
    rest = await public.get("/v1/chat/q_before/events", headers={"Last-Event-ID": "2"})
    assert [line for line in rest.text.splitlines() if line.startswith("id:")] == ["id: 3", "id: 4", "id: 5"]
    assert '"text":"On Monday we are closed."' in rest.text
    assert '"outcome":"answered"' in rest.text


async def test_an_unknown_question_is_not_found(public: httpx2.AsyncClient) -> None:
    for method, path in (("GET", "q_none"), ("GET", "q_none/events"), ("DELETE", "q_none")):
        answer = await public.request(method, f"/v1/chat/{path}")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("body", [{}, {"question": ""}, {"question": 5}, {"question": "a", "more": 1}])
async def test_bad_input_is_named(public: httpx2.AsyncClient, body: dict[str, object]) -> None:
    answer = await public.post("/v1/chat", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_input")


async def test_a_lead_needs_a_way_to_answer_and_consent(public: httpx2.AsyncClient) -> None:
    asked = await public.post("/v1/chat", json={"question": "Do you sell submarines made of chocolate?"})
    assert "event: form" in asked.text
    lead = {
        "question_id": asked.text.split('"question_id":"')[1].split('"')[0],
        "name": "A visitor",
        "consent_text": "I agree.",
    }
    assert (await public.post("/v1/leads", json=lead | {"email": "a@b.example"})).status_code == 422
    assert (await public.post("/v1/leads", json=lead | {"consent": True})).status_code == 422
    kept = await public.post("/v1/leads", json=lead | {"consent": True, "email": "a@b.example"})
    assert kept.status_code == 201
    assert kept.json()["question"] == "Do you sell submarines made of chocolate?"


async def test_a_document_is_stored_and_queued_and_a_strange_one_refused(private: httpx2.AsyncClient) -> None:
    added = await private.post("/v1/knowledge/documents", headers=OWNER, files={"file": ("a.md", b"# Hello\n\nText.")})
    assert added.status_code == 202
    assert (await private.get(f"/v1/jobs/{added.json()['job_id']}", headers=OWNER)).json()["state"] == "queued"
    for name, content, status in (("a.exe", b"MZ", 415), ("b.md", b"  ", 422)):
        refused = await private.post("/v1/knowledge/documents", headers=OWNER, files={"file": (name, content)})
        assert refused.status_code == status
    listed = (await private.get("/v1/knowledge/documents", headers=OWNER)).json()
    assert [document["name"] for document in listed] == ["a.md"]


async def test_another_website_is_refused_until_the_owner_names_it(public: httpx2.AsyncClient) -> None:
    answer = await public.get("/v1/widget", headers={"Origin": "https://elsewhere.example"})
    assert "access-control-allow-origin" not in answer.headers


async def test_the_demo_shops_page_and_the_widget_are_served(public: httpx2.AsyncClient) -> None:
    assert "/widget/shopbell.js" in (await public.get("/")).text
    assert (await public.get("/widget/shopbell.js")).status_code == 200
    assert (await public.get("/widget/../../../pyproject.toml")).status_code == 404
