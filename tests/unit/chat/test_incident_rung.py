"""Owns how an incident is told on the ladder: before all other answers, and never instead of a person."""

from __future__ import annotations

import pytest

from appliance.chat.ladder.service import AnswerService
from appliance.chat.triage.rules import sort_by_words
from appliance.contract.chat import ChatEvent, Form, HandedOff, Outcome, Rung, Source
from appliance.contract.handoff import HandOffReason, HandOffState
from appliance.contract.leads import FormKind
from appliance.contract.occasions import CannedAnswer, Incident, Occasions
from appliance.contract.retrieval import FactAnswer
from appliance.contract.settings import AnswerSettings
from tests.unit.chat.played import Knowledge, Model, Usual, answered, done, standing, told
from tests.unit.chat.played_team import People

FRIDAY = "They leave on Friday."
LATE = Incident(notice="Parcels are late.", answers=(CannedAnswer(about=("parcel", "delivery"), text=FRIDAY),))
FACT = FactAnswer("Delivery costs $5.", Source(title="Shop facts", place="Shipping"))


async def heard(question: str, people: People | None = None) -> list[ChatEvent]:
    calendar = Usual(AnswerSettings(), Occasions(incident=LATE))
    on = standing(
        Model("never asked"), Knowledge(fact=FACT), calendar, topic=sort_by_words(question, "en"), people=people
    )
    return [event async for event in answered(AnswerService(on, lambda: 0.0), question)]


async def test_an_announced_answer_comes_before_facts() -> None:
    events = await heard("What is the delivery fee?")
    assert told(events) == FRIDAY
    assert (done(events).outcome, done(events).rung) == (Outcome.ANSWERED, Rung.INCIDENT)


async def test_who_wants_a_person_is_told_and_reaches_one() -> None:
    people = People()
    events = await heard("I want to speak to a person about my delivery", people)
    assert told(events) == f"{FRIDAY}\n\nSomebody is coming."
    assert people.called == [HandOffReason.TRIAGE]
    assert HandedOff(state=HandOffState.WAITING) in events
    assert (done(events).outcome, done(events).rung) == (Outcome.HANDED_OFF, Rung.HAND_OFF)


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("Please call me back about my parcel, my number is 030 123456.", FormKind.CALL_BACK),
        ("I am very disappointed with my delivery, I want to complain!", FormKind.CALL_BACK),
        ("I would like to book a table and a delivery for four people", FormKind.BOOKING),
    ],
)
async def test_who_leaves_a_number_or_trouble_gets_the_form_behind_the_words(question: str, form: FormKind) -> None:
    events = await heard(question)
    assert told(events).startswith(f"{FRIDAY}\n\n")
    assert Form(kind=form, question_id="q_1") in events
    assert (done(events).outcome, done(events).rung) == (Outcome.HANDED_OFF, Rung.LEAD_FORM)
