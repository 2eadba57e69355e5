"""Owns announcing an incident over HTTP: the widget shows it, questions are answered with it, then all is as usual."""

from __future__ import annotations

import httpx2

from appliance.api.services import Services
from appliance.contract.occasions import CannedAnswer, Incident, Occasions
from tests.api.conftest import OWNER

LATE = Incident(notice="Parcels are late.", answers=(CannedAnswer(about=("parcel",), text="They leave on Friday."),))


async def test_an_incident_is_shown_answered_and_ended(public: httpx2.AsyncClient, private: httpx2.AsyncClient) -> None:
    told = await private.put("/v1/occasions/incident", json=LATE.model_dump(mode="json"), headers=OWNER)
    assert Occasions.model_validate(told.json()).incident == LATE
    assert (await public.get("/v1/widget")).json()["notice"] == "Parcels are late."
    answer = (await public.post("/v1/chat", json={"question": "Where is my parcel?"})).text
    assert "They leave on Friday." in answer
    assert '"rung":"incident"' in answer
    await private.delete("/v1/occasions/incident", headers=OWNER)
    assert (await public.get("/v1/widget")).json()["notice"] is None


async def test_the_notice_is_shown_in_the_language_of_the_visitors_browser(
    public: httpx2.AsyncClient, private: httpx2.AsyncClient
) -> None:
    late = LATE.model_copy(update={"notices": {"de": "Pakete kommen später."}})
    await private.put("/v1/occasions/incident", json=late.model_dump(mode="json"), headers=OWNER)

    async def shown(languages: str) -> str:
        told = await public.get("/v1/widget", headers={"Accept-Language": languages})
        return str(told.json()["notice"])

    assert await shown("de-AT,de;q=0.9,en;q=0.8") == "Pakete kommen später."
    assert await shown("en-GB,en;q=0.9,de;q=0.5") == "Parcels are late."
    assert await shown("fr, de;q=0.5") == "Pakete kommen später."
    assert await shown("*") == "Parcels are late."


async def test_only_the_owner_announces(public: httpx2.AsyncClient, private: httpx2.AsyncClient) -> None:
    body = LATE.model_dump(mode="json")
    assert (await private.put("/v1/occasions/incident", json=body)).status_code == 401
    assert (await public.put("/v1/occasions/incident", json=body)).status_code in (404, 405)


async def test_each_answer_leaves_a_trace_without_its_words(
    public: httpx2.AsyncClient, private: httpx2.AsyncClient, services: Services
) -> None:
    asked = await public.post("/v1/chat", json={"question": "Are you open on Monday?"})
    await services.desk.close()  # what is done afterwards is done now
    assert '"rung":"facts"' in asked.text
    traces = await private.get("/v1/insights/traces", headers=OWNER)
    assert [one["rung"] for one in traces.json()] == ["facts"]
    assert "Monday" not in traces.text
    figures = (await private.get("/v1/insights/answers", headers=OWNER)).json()
    assert (figures["answers"], figures["outcomes"]) == (1, {"answered": 1})
