"""Owns that contact details are kept with their question, newest first, and only when somebody can be reached."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from appliance.business.leads import Leads
from appliance.contract.leads import LeadRequest
from appliance.contract.problems import ErrorCode, Refused
from appliance.core.clock import iso
from appliance.core.database import Database
from appliance.core.database.migrate import upgrade

BEGAN = datetime(2026, 10, 7, 19, 0, tzinfo=UTC)


@pytest.fixture
async def leads(tmp_path: Path) -> AsyncIterator[Leads]:
    upgrade(tmp_path / "shop.db")
    database = Database.at(tmp_path / "shop.db")
    times = (BEGAN + timedelta(hours=hour) for hour in range(100))
    yield Leads(database, lambda: next(times))
    await database.close()


def request(**details: str | None) -> LeadRequest:
    values = {"question_id": "q_1", "name": "A visitor", "consent": True} | details
    return LeadRequest.model_validate(values)


async def test_a_lead_is_kept_with_its_question(leads: Leads) -> None:
    kept = await leads.add(request(name="  A visitor ", email="a@b.example"), "Do you repair sledges?")
    assert (kept.question, kept.name, kept.email, kept.phone) == (
        "Do you repair sledges?",
        "A visitor",
        "a@b.example",
        None,
    )
    assert await leads.latest(10) == [kept]


async def test_the_newest_lead_is_first_and_the_list_has_an_end(leads: Leads) -> None:
    for name in ("first", "second", "third"):
        await leads.add(request(name=name, phone="+49 30 1234567"), "?")
    assert [lead.name for lead in await leads.latest(2)] == ["third", "second"]


async def test_without_a_way_to_answer_nothing_is_kept(leads: Leads) -> None:
    with pytest.raises(Refused) as caught:
        await leads.add(request(), "?")
    assert caught.value.code is ErrorCode.BAD_INPUT
    assert await leads.latest(10) == []


async def test_leads_are_counted_from_a_moment_on(leads: Leads) -> None:
    for _ in range(3):
        await leads.add(request(email="a@b.example"), "?")
    assert await leads.count_since(iso(BEGAN)) == 3
    assert await leads.count_since(iso(BEGAN + timedelta(hours=2))) == 1
    assert await leads.count_since(iso(BEGAN + timedelta(days=2))) == 0


@pytest.mark.parametrize(
    "details",
    [
        {"email": "nobody"},
        {"email": "a b@c.example"},
        {"phone": "call me"},
        {"phone": "12"},
        {"name": ""},
        {"name": "a" * 121},
        {"more": "x"},
    ],
)
def test_details_that_reach_nobody_are_refused(details: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        request(**details)


def test_without_consent_nothing_can_be_left() -> None:
    for consent in (False, None, "no"):
        with pytest.raises(ValidationError):
            LeadRequest.model_validate({"question_id": "q", "name": "A", "email": "a@b.example", "consent": consent})
