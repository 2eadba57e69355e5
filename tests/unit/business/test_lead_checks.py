"""Owns that a lead has a name to call, a time on the shop's clock, and proof of what was agreed to."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from appliance.contract.leads import EmailAnswerRequest, LeadRequest
from appliance.contract.problems import Refused
from tests.unit.business.people import Team


def request(**details: Any) -> LeadRequest:
    values = {
        "question_id": "q_1",
        "name": "A visitor",
        "email": "a@b.example",
        "consent": True,
        "consent_text": "Yes.",
    }
    return LeadRequest.model_validate(values | details)


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "\u200b",
        "\u200b\u2060\ufeff",
        "\u0301",
        "Ann\u0085Lee",
        "Ann\u2028Lee",
        "Ann\u2029Lee",
        "Ann\nLee",
        "Ann\x9b",
    ],
)
def test_a_name_is_one_line_that_can_be_seen(name: str) -> None:
    with pytest.raises(ValidationError):
        request(name=name)


@pytest.mark.parametrize("name", ["Ann", "José", "Jose\u0301", "李", "علی\u200cرضا", "O'Neill-Schmidt", "M. 🙂"])
def test_real_names_are_taken(name: str) -> None:
    assert request(name=name).name == name


@pytest.mark.parametrize("words", [None, "", "  "])
def test_consent_is_proved_by_its_words(words: str | None) -> None:
    with pytest.raises(ValidationError):
        request(consent_text=words)
    with pytest.raises(ValidationError):
        EmailAnswerRequest.model_validate({"email": "a@b.example", "consent": True, "consent_text": words})


@pytest.mark.parametrize("time", ["10:00+09:00", "10:00Z"])
async def test_the_time_of_a_booking_has_no_zone(team: Team, time: str) -> None:
    with pytest.raises(Refused) as caught:
        await team.leads.add(request(kind="booking", date="2026-10-08", time=time), "?")
    assert caught.value.field == "time"


@pytest.mark.parametrize("is_open", [True, False])
async def test_the_team_reads_whether_the_shop_is_open_then(team: Team, is_open: bool) -> None:
    team.shop.is_open = is_open
    kept = await team.leads.add(request(kind="booking", date="2026-10-08", time="03:00"), "?")
    assert kept.booking is not None
    assert kept.booking.open is is_open
