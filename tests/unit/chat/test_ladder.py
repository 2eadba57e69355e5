"""Owns the ladder as a visitor meets it: which rung speaks, what is never shown, what happens when the model dies."""

from __future__ import annotations

import asyncio

import pytest

from appliance.chat.ladder.service import AnswerService
from appliance.contract.chat import (
    Cards,
    ChatEvent,
    Delta,
    Done,
    Failed,
    Form,
    Outcome,
    Position,
    ProductCard,
    Replaced,
    Rung,
    Source,
    Sources,
    Stage,
    Staged,
)
from appliance.contract.problems import ErrorCode, Unavailable
from appliance.contract.retrieval import FactAnswer, Found, FoundPassage, ProductsAnswer, Trust
from appliance.contract.settings import AnswerSettings
from appliance.inference import CutOff, Place
from tests.unit.chat.played import (
    NOTHING,
    RENTAL,
    Knowledge,
    Model,
    answered,
    asking,
    done,
    passage,
    standing,
    told,
    walk,
)


async def test_a_faithful_answer_is_shown_with_its_source() -> None:
    events = await walk(Model("The deposit for a city bike ", "is $200. It is released within 3 days."))
    assert told(events) == "The deposit for a city bike is $200. It is released within 3 days."
    assert done(events).rung is Rung.GENERATED
    assert Sources(sources=(RENTAL.source(),)) in events


async def test_an_invented_price_is_never_shown_the_documents_speak_instead() -> None:
    events = await walk(Model("The deposit for a city bike is $150."))
    assert "$150" not in told(events)
    assert "$200" in told(events)
    assert done(events).rung is Rung.EXTRACT


async def test_what_follows_an_unfaithful_sentence_is_not_shown_either() -> None:
    events = await walk(Model("The deposit for a city bike is $200. We also rent tandems. Helmets are included."))
    assert told(events) == "The deposit for a city bike is $200."


async def test_a_false_echo_of_the_question_does_not_take_the_quotations_place() -> None:
    known = Knowledge(Found((passage("We ship orders to Germany within 3 days.", "Shipping"),), Trust.SURE))
    go_on = asyncio.Event()
    late = Model("We ship orders to Norway within 3 days.", go_on=go_on, waits_first=True)
    events: list[ChatEvent] = []
    async for event in asking(late, AnswerSettings(quote_after_s=0), known, "Do you ship to Norway?"):
        events.append(event)
        if isinstance(event, Delta):
            go_on.set()
    assert told(events) == "We ship orders to Germany within 3 days."


async def test_a_sentence_that_the_models_limit_cut_off_is_not_shown() -> None:
    whole, part = "The deposit for a city bike is $200. ", "It is released within 3 days"
    assert told(await walk(Model(whole, part, CutOff()))) == whole.strip()
    assert done(await walk(Model(part, CutOff()))).rung is Rung.EXTRACT


async def test_an_answer_that_goes_round_in_circles_is_cut() -> None:
    events = await walk(Model("Helmets are included. " * 5))
    assert told(events).count("Helmets") == 1


async def test_yes_alone_is_not_an_answer() -> None:
    assert done(await walk(Model("Yes."))).rung is Rung.EXTRACT


async def test_a_dead_model_before_the_first_word_goes_unnoticed() -> None:
    events = await walk(Model(then=Unavailable(ErrorCode.MODEL_UNAVAILABLE, "gone")))
    assert done(events).rung is Rung.EXTRACT
    assert not any(isinstance(event, Failed) for event in events)


async def test_when_the_model_dies_mid_answer_the_documents_words_take_the_place_of_its_own() -> None:
    model = Model("The deposit for a city bike is $200. It is", then=Unavailable(ErrorCode.MODEL_UNAVAILABLE, "gone"))
    events = await walk(model)
    assert told(events) == "The deposit for a city bike is $200. It is released within 3 days. Helmets are included."
    assert not any(isinstance(event, Failed) for event in events)
    assert (done(events).outcome, done(events).rung) == (Outcome.ANSWERED, Rung.EXTRACT)


async def test_while_the_model_thinks_the_documents_are_quoted_and_its_better_answer_takes_their_place() -> None:
    go_on = asyncio.Event()
    model = Model("City bike deposit: $200.", go_on=go_on, waits_first=True)
    said: list[str] = []
    events: list[ChatEvent] = []
    async for event in asking(model, AnswerSettings(quote_after_s=0)):
        events.append(event)
        said.append(told(events))
        if isinstance(event, Delta):
            go_on.set()
    assert said[2].startswith("The deposit for a city bike is $200.")
    assert told(events) == "City bike deposit: $200."
    assert [type(event) for event in events[2:]] == [Delta, Sources, Replaced, Sources, Done]
    assert done(events).rung is Rung.GENERATED


async def test_a_late_answer_is_told_though_there_was_nothing_to_quote_meanwhile() -> None:
    known = Knowledge(Found((passage("The deposit for a city bike is $200."),), Trust.SURE))
    known.objects_to = "The deposit for a city bike"
    late = Model("City bike deposit: $200.", waits_first=True)
    events = []
    async for event in asking(late, AnswerSettings(quote_after_s=0), known):
        events.append(event)
        late.go_on.set()
    assert told(events) == "City bike deposit: $200."


@pytest.mark.parametrize(
    "late", [Model("Helmets are included.", waits_first=True), Model("It is $90.", waits_first=True)],
    ids=["says less", "not grounded"],
)  # fmt: skip
async def test_a_late_answer_that_is_no_better_leaves_the_quotation_alone(late: Model) -> None:
    events = []
    async for event in asking(late, AnswerSettings(quote_after_s=0)):
        events.append(event)
        if isinstance(event, Delta):
            late.go_on.set()
    assert not any(isinstance(event, Replaced) for event in events)
    assert done(events).rung is Rung.EXTRACT


async def test_who_waits_is_told_where_they_stand_whenever_it_changes() -> None:
    go_on = asyncio.Event()
    model = Model("The deposit for a city bike is $200.", go_on=go_on, waits_first=True)
    model.places = [Place(3, 9.0)]
    events = []
    async for event in asking(model, AnswerSettings()):
        events.append(event)
        if isinstance(event, Position):
            go_on.set()
    assert [event for event in events if isinstance(event, Position)] == [Position(ahead=2, eta_s=9.0)]
    assert done(events).rung is Rung.GENERATED


async def test_an_answer_that_leaves_out_what_was_asked_for_gives_way_to_the_documents() -> None:
    events = await walk(Model("Helmets are included."), text="What deposit do you take?")
    assert next(event for event in events if isinstance(event, Replaced)).text.count("$200") == 1
    assert done(events).rung is Rung.EXTRACT


async def test_a_fact_answers_without_waking_the_model() -> None:
    model = Model("never asked")
    fact = FactAnswer("On Monday we are closed.", Source(title="Shop facts", place="Opening hours"))
    events = await walk(model, Knowledge(fact=fact))
    assert told(events) == "On Monday we are closed."
    assert done(events).rung is Rung.FACTS
    assert Sources(sources=(fact.source,)) in events
    assert model.prompts == []


async def test_what_is_not_known_ends_in_the_form_in_the_visitors_language() -> None:
    events = await walk(Model(), Knowledge(NOTHING), "Habt ihr auch Rennschlitten für den Winter?")
    assert any(isinstance(event, Form) for event in events)
    assert "Hinterlassen Sie" in told(events)
    assert done(events).outcome is Outcome.NOT_KNOWN


async def test_what_comes_near_is_shown_as_a_guess_and_the_form_with_it() -> None:
    model = Model("never asked")
    events = await walk(model, Knowledge(Found((RENTAL,), Trust.NEAR)))
    assert told(events).startswith("I am not sure")
    assert "$200" in told(events)
    assert Sources(sources=(RENTAL.source(),)) in events
    assert any(isinstance(event, Form) for event in events)
    assert (done(events).outcome, done(events).rung) == (Outcome.NOT_KNOWN, Rung.LEAD_FORM)
    assert model.prompts == []


async def test_while_documents_are_being_read_nothing_is_guessed() -> None:
    for reading in (Found((RENTAL,), Trust.NEAR, reading=True), Found((), Trust.NONE, reading=True)):
        events = await walk(Model("never asked"), Knowledge(reading))
        assert "still being read" in told(events)
        assert "$200" not in told(events)
        assert any(isinstance(event, Form) for event in events)


async def test_a_visitor_who_leaves_stops_the_model() -> None:
    model = Model("The deposit for a city bike is $200. ", "It is released within 3 days. ", "Helmets are included.")
    service = AnswerService(standing(model), lambda: 0.0)
    events = answered(service)
    async for event in events:
        if isinstance(event, Delta):
            break
    await events.aclose()
    assert model.closed


async def test_equal_finds_in_another_order_share_their_prompt() -> None:
    other = FoundPassage("doc_2", 4, "Delivery", ("Delivery",), "We deliver on Tuesdays.", 0.5, 0.4)
    model = Model("no")
    await walk(model, Knowledge(Found((RENTAL, other), Trust.SURE)))
    await walk(model, Knowledge(Found((other, RENTAL), Trust.SURE)))
    assert model.prompts[0][0] == model.prompts[1][0]


async def test_what_the_shop_sells_is_told_from_its_table_with_cards_and_without_the_model() -> None:
    knowledge, model = Knowledge(), Model("We sell nothing.")
    beanie = ProductCard(name="Beanie", price="$18", document_id="doc_1")
    knowledge.sells = ProductsAnswer("Beanie: $18.", (Source(title="Feed", place="Beanie"),), (beanie,))
    events = await walk(model, knowledge, "Do you have beanies?")
    assert told(events) == "Beanie: $18."
    assert [event.cards for event in events if isinstance(event, Cards)] == [(beanie,)]
    assert done(events).rung is Rung.PRODUCTS
    assert model.prompts == []


async def test_a_visitor_is_told_what_happens_meanwhile_and_how_long_each_step_took() -> None:
    events = await walk(Model("Helmets are included."))
    assert [event.stage for event in events if isinstance(event, Staged)] == [Stage.LOOKING_UP, Stage.WRITING]
    assert [span.name for span in done(events).spans] == [
        "guard", "triage", "facts", "approved", "products", "cache", "retrieval", "cache.confirm", "contradictions",
        "extract", "generate", "grounding",
    ]  # fmt: skip


async def test_earlier_questions_of_the_visitor_are_looked_up_and_written_with() -> None:
    model, knowledge = Model("no"), Knowledge()
    service = AnswerService(standing(model, knowledge), lambda: 0.0)
    earlier = ("What deposit do you take?",)
    assert [event async for event in answered(service, "And for how long?", earlier)]
    assert knowledge.asked[0].history == ("What deposit do you take?",)
    assert model.prompts[0][-1].content == "What deposit do you take? And for how long?"


async def test_the_form_carries_the_question() -> None:
    events = await walk(Model(), Knowledge(NOTHING))
    assert Form(question_id="q_1") in events
    assert done(events).rung is Rung.LEAD_FORM


async def test_a_model_is_asked_for_no_more_than_the_owner_allows() -> None:
    passages = tuple(FoundPassage("doc", at, "T", ("T",), f"Sentence {at}.", 0.9, 0.5) for at in range(9))
    model = Model("no")
    await walk(model, Knowledge(Found(passages, Trust.SURE)))
    notes = model.prompts[0][0].content
    assert [at for at in range(9) if f"Sentence {at}." in notes] == list(range(AnswerSettings().passages))
