"""Owns ratings and missed questions: which of them become gaps, and which never do."""

from __future__ import annotations

import pytest

from appliance.chat.ports import Priority
from appliance.chat.questions.ratings import Ratings
from appliance.contract.problems import Refused
from appliance.contract.retrieval import ApprovedMatch
from appliance.contract.teaching import GapReason, RatingRequest
from tests.unit.chat.conftest import Room
from tests.unit.chat.played import NOTHING, Knowledge, Model, done, ended, request, told, walk

GOOD, BAD = RatingRequest(helpful=True), RatingRequest(helpful=False, comment=" Wrong price. ")


async def answered(room: Room, asked_by: Priority = "visitor", knowledge: Knowledge | None = None) -> str:
    desk = room.desk(Model("Helmets are included."), knowledge)
    question_id = await desk.ask(request("What deposit do you take?"), asked_by)
    await ended(desk, question_id)
    return question_id


def ratings(room: Room) -> Ratings:
    return Ratings(room.database, room.gaps, room.clock.now)


async def test_a_question_nobody_could_answer_is_noted_as_a_gap(room: Room) -> None:
    question_id = await answered(room, knowledge=Knowledge(NOTHING))
    (missed,) = room.gaps.noted
    assert (missed.question_id, missed.question) == (question_id, "What deposit do you take?")
    assert missed.reason is GapReason.NOT_KNOWN


async def test_what_the_owner_tries_out_is_no_gap(room: Room) -> None:
    question_id = await answered(room, "owner", Knowledge(NOTHING))
    await ratings(room).rate(question_id, BAD)
    assert room.gaps.noted == []


async def test_an_answered_question_is_no_gap(room: Room) -> None:
    await answered(room)
    assert room.gaps.noted == []


async def test_a_badly_rated_answer_is_noted_and_a_changed_mind_takes_it_back(room: Room) -> None:
    question_id = await answered(room)
    rating = await ratings(room).rate(question_id, BAD)
    assert (rating.helpful, rating.comment) == (False, "Wrong price.")
    assert [(one.question_id, one.reason) for one in room.gaps.noted] == [(question_id, GapReason.BADLY_RATED)]
    changed = await ratings(room).rate(question_id, GOOD)
    assert (changed.helpful, changed.comment) == (True, None)
    assert room.gaps.noted == []


async def test_a_bad_rating_of_a_follow_up_brings_the_questions_before_it(room: Room) -> None:
    desk = room.desk(Model("Helmets are included."))
    first = await desk.ask(request("Do you rent tandems?"), "visitor")
    await ended(desk, first)
    conversation = (await desk.state(first)).conversation_id
    second = await desk.ask(request("And on Sunday?", conversation), "visitor")
    await ended(desk, second)
    await ratings(room).rate(second, BAD)
    assert room.gaps.noted[0].history == ("Do you rent tandems?",)


async def test_what_was_never_asked_cannot_be_rated(room: Room) -> None:
    with pytest.raises(Refused):
        await ratings(room).rate("q_nowhere", GOOD)


async def test_an_approved_answer_is_told_as_it_was_taught_without_waking_the_model() -> None:
    model = Model("never asked")
    events = await walk(model, Knowledge(taught=ApprovedMatch("answer_1", "Yes, 200 dollars.")))
    assert told(events) == "Yes, 200 dollars."
    assert done(events).rung == "approved"
    assert [event.sources[0].title for event in events if event.event == "sources"] == ["Answer from our team"]
    assert model.prompts == []
