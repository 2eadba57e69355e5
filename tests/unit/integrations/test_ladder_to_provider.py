"""Owns the whole way of a question that the box cannot answer: down the ladder, out without details, back with them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pydantic import ValidationError

from appliance.chat.ladder.service import AnswerService
from appliance.contract.chat import Outcome, Rung, Stage, Staged
from appliance.contract.retrieval import Found, Trust
from appliance.contract.triage import Sorted, Topic
from tests.unit.chat.played import RENTAL, Knowledge, Model, answered, done, standing, told
from tests.unit.integrations.conftest import Sides

NEAR = Knowledge(Found((RENTAL,), Trust.NEAR))
ASKED = "I am ada@example.org, call +49 171 1234567. What deposit do you take?"


def ladder(sides: Sides, topic: Topic = Topic.QUESTION) -> AnswerService:
    on = standing(Model(), NEAR, topic=Sorted(topic, sure=True))
    return AnswerService(replace(on, cloud=sides.questions()), lambda: 0.0)


async def test_a_question_goes_out_without_details_and_comes_back_as_an_answer(sides: Sides) -> None:
    sides.switch_on()
    sides.provider.text = "The deposit for a city bike is $200. Tandems cost $900."
    events = [event async for event in answered(ladder(sides), ASKED)]
    assert Staged(stage=Stage.ASKING_OUTSIDE) in events
    assert told(events) == "The deposit for a city bike is $200."
    assert (done(events).outcome, done(events).rung) == (Outcome.ANSWERED, Rung.CLOUD)
    assert "deposit for a city bike is $200" in sides.provider.texts
    assert "ada@example.org" not in sides.provider.texts
    assert "1234567" not in sides.provider.texts


async def test_a_list_is_proven_line_by_line(sides: Sides) -> None:
    sides.switch_on()
    sides.provider.text = "- The deposit for a city bike is $200\n- Tandems cost $900"
    events = [event async for event in answered(ladder(sides), ASKED)]
    assert told(events) == "- The deposit for a city bike is $200"


async def test_on_a_new_box_nothing_of_it_is_seen(sides: Sides) -> None:
    events = [event async for event in answered(ladder(sides), ASKED)]
    assert Staged(stage=Stage.ASKING_OUTSIDE) not in events
    assert done(events).rung is Rung.LEAD_FORM
    assert sides.provider.asked == []


async def test_a_provider_that_fails_leaves_the_visitor_with_a_next_step(sides: Sides) -> None:
    sides.switch_on()
    sides.provider.status = 500
    events = [event async for event in answered(ladder(sides), ASKED)]
    assert done(events).rung is Rung.LEAD_FORM
    assert len(sides.provider.asked) == 1


@pytest.mark.parametrize("topic", [Topic.PRODUCT, Topic.FACT])
async def test_what_may_be_asked_about_is_asked_and_what_may_not_is_not(sides: Sides, topic: Topic) -> None:
    sides.provider.text = "The deposit for a city bike is $200."
    sides.switch_on(topics=["question"])
    assert done([event async for event in answered(ladder(sides, topic), ASKED)]).rung is Rung.LEAD_FORM
    sides.switch_on(topics=["question", topic])
    assert done([event async for event in answered(ladder(sides, topic), ASKED)]).rung is Rung.CLOUD
    assert len(sides.provider.asked) == 1


async def test_what_concerns_one_visitor_alone_never_leaves_and_cannot_be_allowed(sides: Sides) -> None:
    with pytest.raises(ValidationError):
        sides.switch_on(topics=["question", "order_status"])
    sides.switch_on()
    for topic in (Topic.ORDER_STATUS, Topic.COMPLAINT, Topic.LEAD, Topic.BOOKING):
        _ = [event async for event in answered(ladder(sides, topic), ASKED)]
    assert sides.provider.asked == []
