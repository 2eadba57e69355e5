"""Owns which rungs may speak: by the guard's verdict, by topic, by what was told before, by who talks."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from structlog.testing import capture_logs

from appliance.chat.cache.keeping.entry import CachedAnswer
from appliance.chat.cache.keeping.key import CacheKey
from appliance.chat.ladder.service import AnswerService
from appliance.chat.words import say
from appliance.contract.cache import CacheLayer, Versions
from appliance.contract.chat import ChatEvent, Delta, Form, HandedOff, Outcome, Rung, Source, Sources
from appliance.contract.handoff import HandOffReason, HandOffState
from appliance.contract.leads import FormKind
from appliance.contract.retrieval import Asked, FactAnswer, Found, Shop, Trust
from appliance.contract.triage import Sorted, Topic, Verdict
from tests.unit.chat.played import NOTHING, RENTAL, Knowledge, Model, answered, done, standing, told
from tests.unit.chat.played_team import Forgetful, People

SHOP = "Maple Street Bikes"
BEFORE = CachedAnswer(
    "The deposit is $200.", (Source(title="Rental terms", place=""),), Rung.GENERATED, CacheLayer.ANSWER, False,
    datetime(2026, 11, 21, tzinfo=UTC),
)  # fmt: skip


def sure(topic: Topic) -> Sorted:
    return Sorted(topic, sure=True, score=1.0)


async def heard(
    model: Model | None = None, knowledge: Knowledge | None = None, failed_before: int = 0, **how: object
) -> list[ChatEvent]:
    on = standing(model or Model("never asked"), knowledge, **how)  # type: ignore[arg-type]
    service = AnswerService(on, lambda: 0.0)
    return [event async for event in answered(service, failed_before=failed_before)]


async def test_an_attack_is_told_what_the_desk_is_for_and_costs_nothing() -> None:
    model, knowledge = Model("never asked"), Knowledge()
    events = await heard(model, knowledge, verdict=Verdict.REFUSE)
    assert told(events) == say("guarded", "en", shop=SHOP)
    assert done(events).outcome is Outcome.REFUSED
    assert (model.prompts, knowledge.asked) == ([], [])


async def test_a_suspicious_question_is_answered_from_the_documents_alone() -> None:
    model = Model("The deposit for a city bike is $200.")
    events = await heard(model, verdict=Verdict.CAREFUL)
    assert done(events).rung is Rung.EXTRACT
    assert model.prompts == []


async def test_while_a_person_talks_the_assistant_is_silent() -> None:
    people, model = People(talking=True), Model("never asked")
    events = await heard(model, people=people, verdict=Verdict.REFUSE)
    assert people.heard == ["What deposit do you take?"]
    assert events[0] == HandedOff(state=HandOffState.TALKING)
    assert (done(events).outcome, done(events).rung) == (Outcome.HANDED_OFF, Rung.HAND_OFF)
    assert not any(isinstance(event, Delta) for event in events)


async def test_somebody_who_steps_in_while_an_answer_is_looked_for_is_not_talked_over() -> None:
    people = People()

    class Meanwhile(Knowledge):
        async def search(self, asked: Asked, limit: int) -> Found:
            people.talking = True
            return await super().search(asked, limit)

    events = await heard(Model("The deposit for a city bike is $200."), Meanwhile(), people=people)
    assert told(events) == ""
    assert (done(events).outcome, done(events).rung) == (Outcome.HANDED_OFF, Rung.HAND_OFF)
    assert people.heard == ["What deposit do you take?"]


@pytest.mark.parametrize(("state", "form"), [(HandOffState.WAITING, None), (HandOffState.MISSED, FormKind.CALL_BACK)])
async def test_who_wants_a_person_gets_one_or_a_call_back(state: HandOffState, form: FormKind | None) -> None:
    people = People(state)
    events = await heard(people=people, topic=sure(Topic.HAND_OFF))
    assert people.called == [HandOffReason.TRIAGE]
    assert HandedOff(state=state) in events
    assert [event.kind for event in events if isinstance(event, Form)] == ([form] if form else [])


async def test_who_wants_a_person_while_too_many_do_is_called_back() -> None:
    events = await heard(people=People(None), topic=sure(Topic.HAND_OFF))
    assert told(events) == say("handoff_missed", "en")
    assert [event.kind for event in events if isinstance(event, Form)] == [FormKind.CALL_BACK]
    assert (done(events).outcome, done(events).rung) == (Outcome.HANDED_OFF, Rung.HAND_OFF)


async def test_after_two_questions_in_vain_the_team_is_called() -> None:
    people = People()
    await heard(knowledge=Knowledge(NOTHING), people=people)
    assert people.called == []
    events = await heard(knowledge=Knowledge(NOTHING), people=people, failed_before=1)
    assert people.called == [HandOffReason.TWO_FAILED]
    assert told(events).endswith("Somebody is coming.")
    assert done(events).outcome is Outcome.NOT_KNOWN


async def test_what_could_not_be_looked_up_is_no_question_in_vain() -> None:
    people = People()
    for found in (Found((), Trust.NONE, complete=False), Found((RENTAL,), Trust.NEAR, complete=False)):
        events = await heard(knowledge=Knowledge(found), people=people, failed_before=1)
        assert done(events).outcome is Outcome.HANDED_OFF
        assert [event.kind for event in events if isinstance(event, Form)] == [FormKind.LEAD]
    assert people.called == []


@pytest.mark.parametrize("state", [HandOffState.MISSED, None])
async def test_when_nobody_can_come_the_form_alone_is_shown(state: HandOffState | None) -> None:
    events = await heard(knowledge=Knowledge(NOTHING), people=People(state), failed_before=1)
    assert "Nobody can come" not in told(events)
    assert [event.kind for event in events if isinstance(event, Form)] == [FormKind.LEAD]


@pytest.mark.parametrize(
    ("topic", "form"),
    [
        (Topic.ORDER_STATUS, FormKind.LEAD),
        (Topic.BOOKING, FormKind.BOOKING),
        (Topic.COMPLAINT, FormKind.CALL_BACK),
        (Topic.LEAD, FormKind.CALL_BACK),
    ],
)
async def test_what_only_people_can_settle_goes_to_them_without_a_model(topic: Topic, form: FormKind) -> None:
    model = Model("never asked")
    events = await heard(model, topic=sure(topic))
    assert Form(kind=form, question_id="q_1") in events
    assert done(events).outcome is Outcome.HANDED_OFF
    assert model.prompts == []


async def test_the_shops_own_words_come_before_people() -> None:
    fact = FactAnswer("You can book by phone.", Source(title="Shop facts", place="Booking"))
    events = await heard(knowledge=Knowledge(fact=fact), topic=sure(Topic.BOOKING))
    assert done(events).rung is Rung.FACTS


async def test_what_is_off_topic_and_near_nothing_is_told_so() -> None:
    events = await heard(knowledge=Knowledge(NOTHING), topic=sure(Topic.OFF_TOPIC))
    assert told(events) == say("off_topic", "en", shop=SHOP)
    assert done(events).outcome is Outcome.REFUSED


async def test_when_triage_is_not_sure_the_whole_ladder_tries() -> None:
    events = await heard(Model("Helmets are included."), topic=Sorted(Topic.OFF_TOPIC, sure=False))
    assert done(events).rung in (Rung.GENERATED, Rung.EXTRACT)


async def test_what_was_told_before_is_told_again_without_looking() -> None:
    knowledge = Knowledge()
    events = await heard(knowledge=knowledge, memory=Forgetful(knowledge, BEFORE))
    assert told(events) == BEFORE.text
    assert Sources(sources=BEFORE.sources) in events
    assert done(events).rung is Rung.CACHE
    assert knowledge.asked == []


async def test_once_looked_up_a_question_in_other_words_gets_the_answer_of_before() -> None:
    knowledge = Knowledge()
    memory = Forgetful(knowledge)
    memory.confirmed = BEFORE
    events = await heard(knowledge=knowledge, memory=memory)
    assert (told(events), done(events).rung) == (BEFORE.text, Rung.CACHE)
    assert len(knowledge.asked) == 1


async def test_a_suspicious_question_is_told_nothing_of_before() -> None:
    knowledge = Knowledge()
    events = await heard(knowledge=knowledge, memory=Forgetful(knowledge, BEFORE), verdict=Verdict.CAREFUL)
    assert done(events).rung is Rung.EXTRACT


async def test_what_is_made_anew_does_not_ask_what_was_told_before() -> None:
    knowledge = Knowledge()
    memory = Forgetful(knowledge, BEFORE)
    service = AnswerService(standing(Model("no"), knowledge, memory=memory), lambda: 0.0)
    key = CacheKey("shop", "en", "", "", Versions("", 0, date(2026, 11, 21)), "", "", 80)
    await service.refresh(Asked("What deposit do you take?", "en"), key)
    assert memory.kept == ["The deposit for a city bike is $200. It is released within 3 days. Helmets are included."]


async def test_before_a_sale_what_is_known_already_is_not_made_again() -> None:
    knowledge = Knowledge()
    memory = Forgetful(knowledge, BEFORE)
    await AnswerService(standing(Model("no"), knowledge, memory=memory), lambda: 0.0).rehearse("What deposit?")
    assert memory.kept == [BEFORE.text]
    assert knowledge.asked == []


async def test_a_question_nobody_waits_for_that_fails_stops_nothing() -> None:
    class Broken(Knowledge):
        async def shop(self) -> Shop:
            raise OSError("the disk is gone")

    service = AnswerService(standing(Model("no"), Broken()), lambda: 0.0)
    with capture_logs() as logs:
        await service.rehearse("What deposit?")
    assert [line["event"] for line in logs] == ["rehearsal_failed"]


async def test_before_a_sale_nobody_is_called_for_a_question_that_nobody_waits_for() -> None:
    people = People()
    on = standing(Model("no"), Knowledge(), topic=sure(Topic.HAND_OFF), people=people)
    await AnswerService(on, lambda: 0.0).rehearse("Can I talk to somebody?")
    assert people.called == []


async def test_what_is_misspelt_is_understood() -> None:
    knowledge = Knowledge()
    service = AnswerService(standing(Model("no"), knowledge), lambda: 0.0)
    assert [event async for event in answered(service, "What deposite for tommorow?")]
    assert [asked.text for asked in knowledge.asked] == ["What deposit for tomorrow?"]
