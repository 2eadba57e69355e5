"""Owns that the same question, asked on and on, is no dead end: a typed answer comes again, else a form."""

from __future__ import annotations

from dataclasses import replace

import pytest

from appliance.chat.ladder.service import AnswerService
from appliance.chat.words import say
from appliance.contract.chat import ChatEvent, Form, Outcome, Rung, Source
from appliance.contract.leads import FormKind
from appliance.contract.retrieval import FactAnswer
from appliance.contract.triage import ASKED_AGAIN, Judgement, Sorted, Topic, Verdict
from tests.unit.chat.played import Knowledge, Model, answered, done, standing, told

SHOP = "Maple Street Bikes"
HOURS = FactAnswer("We are open from 10 to 18.", Source(title="Shop facts", place="Hours"))


class Again:
    """A guard that has heard it before."""

    async def judge(self, text: str, language: str, conversation_id: str) -> Judgement:
        return Judgement(Verdict.CAREFUL, text, (ASKED_AGAIN,))


async def heard(knowledge: Knowledge, topic: Topic = Topic.QUESTION) -> list[ChatEvent]:
    on = standing(Model("never asked"), knowledge, topic=Sorted(topic, sure=True))
    on = replace(on, guard=Again())
    return [event async for event in answered(AnswerService(on, lambda: 0.0))]


async def test_a_typed_fact_is_told_as_often_as_it_is_asked() -> None:
    events = await heard(Knowledge(fact=HOURS))
    assert told(events) == HOURS.text
    assert done(events).rung is Rung.FACTS


async def test_else_the_visitor_may_leave_an_address_as_the_words_say() -> None:
    knowledge = Knowledge()
    events = await heard(knowledge)
    assert told(events) == say("asked_again", "en", shop=SHOP)
    assert Form(kind=FormKind.LEAD, question_id="q_1") in events
    assert (done(events).outcome, done(events).rung) == (Outcome.HANDED_OFF, Rung.LEAD_FORM)
    assert knowledge.asked == []


@pytest.mark.parametrize(("topic", "words"), [(Topic.BOOKING, "ask_booking"), (Topic.OFF_TOPIC, "off_topic")])
async def test_a_topic_keeps_its_own_words(topic: Topic, words: str) -> None:
    assert told(await heard(Knowledge(), topic)) == say(words, "en", shop=SHOP)
