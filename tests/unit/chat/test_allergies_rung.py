"""Owns that questions about allergies are answered from the shop's own words or not at all, and lead to people."""

from __future__ import annotations

import pytest
from structlog.testing import capture_logs

from appliance.chat.ladder.service import AnswerService
from appliance.chat.words import say
from appliance.contract.chat import ChatEvent, Form, Outcome, Rung, Source, Sources
from appliance.contract.facts import PolicyKey
from appliance.contract.leads import FormKind
from appliance.contract.problems import ErrorCode, Unavailable
from appliance.contract.retrieval import Asked, FactAnswer, Found, FoundPassage, ProductsAnswer, Shop, Trust
from appliance.contract.triage import Sorted, Topic
from tests.unit.chat.played import Knowledge, Model, answered, done, passage, standing, told
from tests.unit.chat.played_team import Forgetful

CAKE = passage("The carrot cake contains walnuts.", "Cakes", at=1)
BREAD = passage("The rye bread is baked without nuts.", "Cakes", at=2)
POLICY = passage("We work with nuts every day. If you have an allergy, please ask us.", "Cakes", at=3)
PHONE = "+43 1 5550170"


class Bakery(Knowledge):
    """Sells a carrot cake and can be called."""

    def __init__(self, *passages: FoundPassage, trust: Trust = Trust.SURE) -> None:
        super().__init__(Found(passages, trust))
        self.sells = ProductsAnswer("Carrot cake: $5.", (), ())

    async def shop(self) -> Shop:
        return Shop("Maple Bakery", ("en",), phone=PHONE)


async def heard(
    text: str, knowledge: Knowledge, model: Model | None = None, memory: Forgetful | None = None
) -> list[ChatEvent]:
    topic = Sorted(Topic.ALLERGY, sure=True)
    service = AnswerService(standing(model or Model("It is safe."), knowledge, topic=topic, memory=memory), lambda: 0.0)
    return [event async for event in answered(service, text)]


async def test_the_documents_own_words_on_the_very_thing_are_told_and_people_are_named() -> None:
    events = await heard("Does the carrot cake contain nuts?", Bakery(BREAD, CAKE, POLICY))
    text = f"{CAKE.text}\n{POLICY.text}"
    assert told(events) == say("allergy_known", "en", shop="Maple Bakery", text=text, phone=f" ({PHONE})")
    assert (done(events).outcome, done(events).rung) == (Outcome.ANSWERED, Rung.EXTRACT)
    assert [event.sources for event in events if isinstance(event, Sources)] == [(CAKE.source(),)]


async def test_of_another_thing_nothing_is_told() -> None:
    events = await heard("Does the apple pie contain nuts?", Bakery(BREAD, CAKE))
    assert told(events) == say("allergy_unknown", "en", phone=f" ({PHONE})")
    assert any(isinstance(event, Form) for event in events)
    assert (done(events).outcome, done(events).rung) == (Outcome.NOT_KNOWN, Rung.LEAD_FORM)


async def test_what_the_shop_says_of_allergies_stands_beside_what_is_not_known() -> None:
    said = told(await heard("Does the apple pie contain nuts?", Bakery(BREAD, POLICY)))
    assert POLICY.text in said
    assert BREAD.text not in said


@pytest.mark.parametrize("trust", Trust)
async def test_no_table_no_model_and_no_earlier_answer_speaks(trust: Trust) -> None:
    model, knowledge = Model("It is safe."), Bakery(BREAD, trust=trust)
    events = await heard("Is the carrot cake nut free?", knowledge, model, Forgetful(knowledge))
    assert model.prompts == []
    assert done(events).rung is Rung.LEAD_FORM
    assert "$5" not in told(events)


async def test_a_search_that_fails_ends_at_people_too() -> None:
    class Broken(Bakery):
        async def search(self, asked: Asked, limit: int) -> Found:
            raise Unavailable(ErrorCode.MODEL_UNAVAILABLE, "broken")

    with capture_logs():
        events = await heard("Is the carrot cake nut free?", Broken())
    assert told(events) == say("allergy_unknown", "en", phone=f" ({PHONE})")


async def test_what_the_shop_never_says_is_not_quoted() -> None:
    knowledge = Bakery(CAKE)
    knowledge.objects_to = CAKE.text
    events = await heard("Does the carrot cake contain nuts?", knowledge)
    assert CAKE.text not in told(events)


async def test_what_the_owner_typed_comes_first() -> None:
    fact = FactAnswer("Our carrot cake contains nuts.", CAKE.source())
    knowledge = Knowledge(Found((), Trust.NONE), fact)
    assert told(await heard("Does the carrot cake contain nuts?", knowledge)) == fact.text


async def test_who_has_reacted_is_sent_for_help_and_called_back() -> None:
    events = await heard("help my son ate a nut croissant and is allergic", Bakery(CAKE))
    assert told(events) == say("allergy_reaction", "en", phone=f" ({PHONE})")
    assert [event.kind for event in events if isinstance(event, Form)] == [FormKind.CALL_BACK]
    assert done(events).outcome is Outcome.HANDED_OFF


async def test_without_a_phone_number_the_sentence_is_whole() -> None:
    said = told(await heard("Does the carrot cake contain nuts?", Knowledge(Found((CAKE,), Trust.SURE))))
    assert said == say("allergy_known", "en", shop="Maple Street Bikes", text=CAKE.text, phone="")


async def test_the_owners_policy_stands_before_what_documents_say_of_all() -> None:
    knowledge = Bakery(CAKE, POLICY)
    policy = FactAnswer("Nothing of ours is free of traces.", Source(title="From the shop", place="Policies"))
    knowledge.policies = {PolicyKey.ALLERGIES: policy}
    known = await heard("Does the carrot cake contain nuts?", knowledge)
    assert f"{CAKE.text}\n{policy.text}\n{POLICY.text}" in told(known)
    assert any(policy.source in event.sources for event in known if isinstance(event, Sources))
    assert policy.text in told(await heard("Does the apple pie contain nuts?", knowledge))
