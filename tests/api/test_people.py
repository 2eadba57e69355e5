"""Owns hand-offs, forms and promised answers over HTTP: what visitors may, what only the owner may, what is refused."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from appliance.api.services import Services
from appliance.contract.facts import ShopFacts
from tests.api.conftest import OWNER

Client = httpx2.AsyncClient
AGREED = {"consent": True, "consent_text": "You may keep these details to answer my question."}
CONTACT = {"name": "A visitor", "phone": "030 123456", **AGREED}


@pytest.fixture
async def asked(services: Services, public: Client) -> tuple[str, str]:
    """A question's id and its conversation's, in a shop that is always open."""
    facts = await services.facts.read()
    always = ShopFacts.model_validate(facts.model_dump() | {"hours": (), "seasons": (), "special_days": ()})
    await services.facts.write(always)
    told = (await public.post("/v1/chat", json={"question": "What is your phone number?"})).text
    question_id, conversation_id = (told.split(f'"{name}":"')[1].split('"')[0] for name in NAMES)
    return question_id, conversation_id


NAMES = ("question_id", "conversation_id")


async def owner(client: Client, method: str, path: str, expect: int = 200, **body: Any) -> Any:
    answer = await client.request(method, f"/v1/{path}", headers=OWNER, json=body or None)
    assert answer.status_code == expect, answer.text
    return answer.json()


async def test_a_visitor_asks_for_a_person_and_the_owner_comes(
    public: Client, private: Client, asked: tuple[str, str]
) -> None:
    path = f"/v1/conversations/{asked[1]}/handoff"
    called = await public.post(path)
    assert (called.status_code, called.json()["state"]) == (202, "waiting")
    assert "called the team" in called.json()["detail"]
    assert (await public.post(path, json={})).json() == called.json()
    (waiting,) = await owner(private, "GET", "handoffs")
    assert (waiting["question"], waiting["reason"]) == ("What is your phone number?", "visitor")
    here = f"handoffs/{waiting['id']}"
    await owner(private, "POST", f"{here}/say", 409, text="Hello?")
    assert (await owner(private, "POST", f"{here}/take", name="Robin"))["state"] == "talking"
    await owner(private, "POST", f"{here}/take", 409, name="Kim")
    assert (await owner(private, "POST", f"{here}/say", 201, text=" Hello. "))["text"] == "Hello."
    assert (await owner(private, "POST", f"{here}/end"))["state"] == "ended"
    assert await owner(private, "GET", "handoffs") == []
    assert [one["id"] for one in await owner(private, "GET", "handoffs?ended=true")] == [waiting["id"]]
    messages = await owner(private, "GET", f"{here}/messages?after=1")
    assert [(one["number"], one["said_by"], one["state"]) for one in messages] == [
        (2, "box", "talking"),
        (3, "person", None),
        (4, "box", "ended"),
    ]


async def test_a_visitor_may_change_their_mind(public: Client, private: Client, asked: tuple[str, str]) -> None:
    path = f"/v1/conversations/{asked[1]}/handoff"
    await public.post(path)
    for _ in range(2):
        assert (await public.delete(path)).status_code == 204
    assert await owner(private, "GET", "handoffs") == []


async def test_outside_opening_hours_a_form_comes_at_once(
    services: Services, public: Client, private: Client, asked: tuple[str, str]
) -> None:
    hours = [{"day": "monday", "opens": "00:00", "closes": "00:01"}]
    facts = (await services.facts.read()).model_dump()
    await services.facts.write(ShopFacts.model_validate(facts | {"hours": hours, "languages": ("de",)}))
    told = (await public.post(f"/v1/conversations/{asked[1]}/handoff")).json()
    assert (told["state"], told["form"]) == ("missed", "call_back")
    assert "Montag" in told["detail"]
    left = {"conversation_id": asked[1], "kind": "call_back", **CONTACT}
    lead = (await public.post("/v1/leads", json=left)).json()
    assert (lead["kind"], lead["question"]) == ("call_back", "What is your phone number?")
    assert {row["payload"]["about"] for row in await owner(private, "GET", "outbox")} == {"handoff_missed", "lead"}


async def test_the_owner_steps_in(private: Client, asked: tuple[str, str]) -> None:
    path = f"conversations/{asked[1]}/take"
    assert (await owner(private, "POST", path, 201, name="Kim"))["person"] == "Kim"
    await owner(private, "POST", path, 422, name=" ")
    await owner(private, "POST", "conversations/c_unknown/take", 404, name="Kim")


async def test_who_does_not_know_the_conversation_hears_nothing_of_it(public: Client, asked: tuple[str, str]) -> None:
    nobodys = f"/v1/conversations/{asked[1][:-1]}x"
    for answer in (
        await public.get(f"{nobodys}/events"),
        await public.post(f"{nobodys}/handoff"),
        await public.delete(f"{nobodys}/handoff"),
        await public.post("/v1/leads", json={"conversation_id": f"{asked[1]}x", **CONTACT}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


async def test_what_is_the_owners_is_not_the_visitors(public: Client, private: Client) -> None:
    paths = ("handoffs", "outbox", "leads")
    for path in paths:
        assert (await private.get(f"/v1/{path}")).status_code == 401
        assert (await private.get(f"/v1/{path}", headers=OWNER)).status_code == 200
        assert (await public.get(f"/v1/{path}", headers=OWNER)).status_code in (404, 405)
    for path in ("handoffs/x/take", "conversations/x/take", "leads/x/handled", "outbox/x/replay"):
        assert (await public.post(f"/v1/{path}", headers=OWNER, json={"name": "Kim"})).status_code in (404, 405)
        assert (await private.post(f"/v1/{path}", json={"name": "Kim"})).status_code == 401


async def test_todays_form_is_kept_and_marked_handled(public: Client, private: Client, asked: tuple[str, str]) -> None:
    form = {"question_id": asked[0], "name": "A visitor", "email": "a@b.example", "phone": None, **AGREED}
    first, again = [await public.post("/v1/leads", json=form) for _ in range(2)]
    assert (first.status_code, first.json()) == (201, again.json())
    path = f"leads/{first.json()['id']}/handled"
    assert (await owner(private, "POST", path))["handled_at"]
    assert await owner(private, "GET", "leads?open_only=true") == []
    assert (await owner(private, "DELETE", path))["handled_at"] is None
    assert len(await owner(private, "GET", "leads?open_only=true")) == 1


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"phone": "12345"}, "phone"),
        ({"phone": None, "email": "nobody"}, "email"),
        ({"phone": None}, "email"),
        ({"kind": "call_back", "phone": None, "email": "a@b.example"}, "phone"),
        ({"kind": "booking", "time": "19:00"}, "date"),
        ({"kind": "booking", "date": "2020-01-01", "time": "19:00"}, "date"),
        ({"kind": "booking", "date": "31.12.", "time": "19:00"}, "date"),
        ({"kind": "booking", "date": "2099-01-01", "time": "10:00+09:00"}, "time"),
        ({"name": "A\u0085visitor"}, "name"),
        ({"consent": False}, "consent"),
        ({"consent_text": " "}, "consent_text"),
    ],
)
async def test_a_wrong_field_is_named_and_nothing_is_kept(
    public: Client, private: Client, asked: tuple[str, str], form: dict[str, Any], field: str
) -> None:
    refused = await public.post("/v1/leads", json={"question_id": asked[0], **CONTACT} | form)
    assert (refused.status_code, refused.json()["field"]) == (422, field)
    assert await owner(private, "GET", "leads") == []


async def test_an_answer_is_wanted_by_e_mail_and_the_team_hears_of_it_while_nothing_sends(
    public: Client, private: Client, asked: tuple[str, str]
) -> None:
    path = f"/v1/chat/{asked[0]}/email"
    told = await public.post(path, json={"email": "a@b.example", **AGREED})
    assert (told.status_code, told.json()["answered"]) == (202, True)
    (lead,) = await owner(private, "GET", "leads?open_only=true")
    assert (lead["kind"], lead["email"]) == ("email_answer", "a@b.example")
    row, other = await owner(private, "GET", "outbox?state=waiting")
    assert {row["kind"], other["kind"]} == {"alert", "lead"}
    assert row["detail"] == "Waits: nothing is connected yet that could send this."
    assert (await owner(private, "POST", f"outbox/{row['id']}/replay"))["state"] == "waiting"
    for body, status in (({"email": "a@b.example"}, 422), ({"email": "a@b", **AGREED}, 422)):
        assert (await public.post(path, json=body)).status_code == status
    unknown = await public.post("/v1/chat/q_x/email", json={"email": "a@b.example", **AGREED})
    assert unknown.status_code == 404
