"""Owns the ladder as a visitor meets it: which rung speaks, what is never shown, what happens when the model dies."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence

from appliance.chat.ports import Priority
from appliance.chat.service import AnswerService, Question
from appliance.contract.chat import ChatEvent, Delta, Done, Failed, Form, Outcome, Rung, Source, Sources
from appliance.contract.problems import ErrorCode, Unavailable
from appliance.contract.retrieval import Asked, FactAnswer, Found, FoundPassage, Shop
from appliance.contract.settings import AnswerSettings
from appliance.inference import Message

RENTAL = FoundPassage(
    document_id="doc_1",
    position=0,
    title="Rental terms",
    heading=("Rental terms", "Deposit"),
    text="The deposit for a city bike is $200. It is released within 3 days. Helmets are included.",
    score=0.6,
    similarity=0.5,
)
FOUND = Found((RENTAL,), known=True)
NOTHING = Found((RENTAL,), known=False)


class Knowledge:
    """Knows one fact or one passage, or nothing."""

    def __init__(self, found: Found = FOUND, fact: FactAnswer | None = None) -> None:
        self.found = found
        self._fact = fact

    async def shop(self) -> Shop:
        return Shop("Maple Street Bikes", ("en", "de"))

    async def fact(self, asked: Asked) -> FactAnswer | None:
        return self._fact

    async def search(self, asked: Asked, limit: int) -> Found:
        return self.found


class Model:
    """Says its pieces; raises after them when told to."""

    def __init__(self, *pieces: str, then: Exception | None = None) -> None:
        self._pieces = pieces
        self._then = then
        self.closed = False
        self.prompts: list[Sequence[Message]] = []

    async def stream(
        self, messages: Sequence[Message], *, max_tokens: int, first_words_s: float, priority: Priority = "visitor"
    ) -> AsyncGenerator[str, None]:
        self.prompts.append(messages)
        try:
            for piece in self._pieces:
                yield piece
            if self._then:
                raise self._then
        finally:
            self.closed = True


async def walk(
    model: Model, knowledge: Knowledge | None = None, text: str = "What deposit do you take?"
) -> list[ChatEvent]:
    service = AnswerService(knowledge or Knowledge(), model, AnswerSettings(), lambda: 0.0)
    return [event async for event in service.answer(Question("q_1", text, (), "visitor"))]


def told(events: Sequence[ChatEvent]) -> str:
    return "".join(event.text for event in events if isinstance(event, Delta))


def done(events: Sequence[ChatEvent]) -> Done:
    last = events[-1]
    assert isinstance(last, Done)
    return last


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


async def test_an_answer_that_goes_round_in_circles_is_cut() -> None:
    events = await walk(Model("Helmets are included. " * 5))
    assert told(events).count("Helmets") == 1


async def test_yes_alone_is_not_an_answer() -> None:
    assert done(await walk(Model("Yes."))).rung is Rung.EXTRACT


async def test_a_dead_model_before_the_first_word_goes_unnoticed() -> None:
    events = await walk(Model(then=Unavailable(ErrorCode.MODEL_UNAVAILABLE, "gone")))
    assert done(events).rung is Rung.EXTRACT
    assert not any(isinstance(event, Failed) for event in events)


async def test_a_model_that_dies_mid_answer_leaves_its_words_and_says_so() -> None:
    model = Model("The deposit for a city bike is $200. It is", then=Unavailable(ErrorCode.MODEL_UNAVAILABLE, "gone"))
    events = await walk(model)
    assert told(events) == "The deposit for a city bike is $200."
    failure = next(event for event in events if isinstance(event, Failed))
    assert failure.partial
    assert done(events).outcome is Outcome.PARTIAL


async def test_a_fact_answers_without_waking_the_model() -> None:
    model = Model("never asked")
    fact = FactAnswer("On Monday we are closed.", Source(title="Shop facts", place="Opening hours"))
    events = await walk(model, Knowledge(fact=fact))
    assert told(events) == "On Monday we are closed."
    assert model.prompts == []


async def test_what_is_not_known_ends_in_the_form_in_the_visitors_language() -> None:
    events = await walk(Model(), Knowledge(NOTHING), "Habt ihr auch Rennschlitten für den Winter?")
    assert any(isinstance(event, Form) for event in events)
    assert "Hinterlassen Sie" in told(events)
    assert done(events).outcome is Outcome.NOT_KNOWN


async def test_a_rude_word_costs_nothing() -> None:
    model = Model("never asked")
    events = await walk(model, text="you stupid bot")
    assert done(events).outcome is Outcome.REFUSED
    assert model.prompts == []


async def test_a_visitor_who_leaves_stops_the_model() -> None:
    model = Model("The deposit for a city bike is $200. ", "It is released within 3 days. ", "Helmets are included.")
    service = AnswerService(Knowledge(), model, AnswerSettings(), lambda: 0.0)
    events = service.answer(Question("q_1", "What deposit do you take?", (), "visitor"))
    async for event in events:
        if isinstance(event, Delta):
            break
    await events.aclose()
    assert model.closed


async def test_equal_finds_in_another_order_share_their_prompt() -> None:
    other = FoundPassage("doc_2", 4, "Delivery", ("Delivery",), "We deliver on Tuesdays.", 0.5, 0.4)
    model = Model("no")
    await walk(model, Knowledge(Found((RENTAL, other), known=True)))
    await walk(model, Knowledge(Found((other, RENTAL), known=True)))
    assert model.prompts[0][0] == model.prompts[1][0]
