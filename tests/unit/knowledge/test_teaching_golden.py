"""Golden questions: what was taught goes on being told, or somebody hears of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from appliance.contract.chat import Source
from appliance.contract.retrieval import Asked, FactAnswer
from appliance.contract.teaching import GoldenState
from appliance.knowledge.teaching.golden import Golden
from tests.unit.knowledge.classroom import Classroom


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Classroom]:
    opened = await Classroom.at(tmp_path)
    yield opened
    await opened.close()


async def sunday(asked: Asked) -> FactAnswer | None:
    """A shop whose facts know Sunday alone."""
    return FactAnswer("Closed on Sunday.", Source(title="", place="")) if "Sunday" in asked.text else None


def golden(room: Classroom) -> Golden:
    return Golden(room.database, room.parts.known, sunday, room.parts.approved.match, room.clock)


async def test_every_way_of_asking_joins_and_leaves_with_its_answer(room: Classroom) -> None:
    answer = await room.teach(
        "Yes.", "Do you repair e-bikes?", "Repariert ihr E-Bikes?", texts={"de": "Ja."}
    )  # fmt: skip
    checked = {one.question: (one.expected, one.state) for one in await golden(room).check()}
    assert checked == {
        "Do you repair e-bikes?": ("Yes.", GoldenState.KEPT),
        "Repariert ihr E-Bikes?": ("Ja.", GoldenState.KEPT),
    }
    await room.parts.answers.remove(answer.id, by="owner")
    assert await golden(room).check() == []


async def test_one_that_another_answer_took_over_is_lost_and_comes_first(room: Classroom) -> None:
    await room.teach("Old.", "Do you repair e-bikes?")
    room.clock.moment += timedelta(minutes=1)
    await room.teach("New.", "Do you repair e-bikes?")
    first, second = await golden(room).check()
    assert (first.expected, first.state, first.told) == ("Old.", GoldenState.LOST, "New.")
    assert (second.expected, second.state) == ("New.", GoldenState.KEPT)


async def test_what_a_fact_answers_first_and_what_has_expired_is_said(room: Classroom) -> None:
    await room.teach("Yes, the workshop.", "Is anything open on Sunday?")
    await room.teach("Until tomorrow.", "Is there a sale?", expires_on="2026-10-08")
    room.clock.moment += timedelta(days=2)
    states = {one.question: (one.state, one.told) for one in await golden(room).check()}
    assert states == {
        "Is anything open on Sunday?": (GoldenState.FACT_FIRST, "Closed on Sunday."),
        "Is there a sale?": (GoldenState.EXPIRED, None),
    }
