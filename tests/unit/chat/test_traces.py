"""Owns what is remembered of an answer without its words: also of one that was stopped, cut off or never begun."""

from __future__ import annotations

import asyncio

import pytest

from appliance.chat.ladder.transcript import Transcript
from appliance.chat.questions.broken_off import end_broken_off
from appliance.contract.chat import Delta, Outcome, Rung, Span
from appliance.contract.insights import AnswerTrace
from appliance.contract.problems import ErrorCode, Unavailable
from appliance.core.clock import iso
from appliance.inference import Usage
from tests.unit.chat.conftest import BEGAN, Room
from tests.unit.chat.played import Model, ended, read, request

FAITHFUL = "The deposit for a city bike is $200. "
BEGUN = Usage(40, 0, (("queue", 0.5), ("prefill", 1.0)))


async def trace_of(room: Room, model: Model) -> AnswerTrace:
    desk = room.desk(model)
    await ended(desk, await desk.ask(request(), "visitor"))
    return room.log.traces[-1]


def parts(trace: AnswerTrace) -> set[str]:
    return {span.name for span in trace.spans if span.name.startswith("generate.")}


async def test_of_an_answer_that_was_stopped_at_its_first_bad_sentence_it_is_known_what_it_took(room: Room) -> None:
    trace = await trace_of(room, Model(BEGUN, FAITHFUL, "It costs $999. ", "And more. ", Usage(40, 90)))
    assert (trace.prompt_tokens, trace.answer_tokens, trace.sentences_dropped) == (40, 3, 1)
    assert parts(trace) == {"generate.queue", "generate.prefill", "generate.decode"}


async def test_what_a_model_tells_at_its_end_counts(room: Room) -> None:
    trace = await trace_of(room, Model(BEGUN, FAITHFUL, Usage(40, 11, (("prefill", 1.0), ("decode", 2.0)))))
    assert (trace.prompt_tokens, trace.answer_tokens) == (40, 11)
    assert [span.duration_ms for span in trace.spans if span.name == "generate.decode"] == [2000.0]


async def test_of_a_model_that_tells_nothing_nothing_is_made_up(room: Room) -> None:
    trace = await trace_of(room, Model(FAITHFUL))
    assert (trace.prompt_tokens, trace.answer_tokens, parts(trace)) == (None, None, set())


async def test_of_an_answer_that_the_visitor_stopped_it_is_known_what_it_took(room: Room) -> None:
    desk = room.desk(Model(BEGUN, FAITHFUL, "It is", go_on=asyncio.Event()))
    question_id = await desk.ask(request(), "visitor")
    async for _, event in desk.events(question_id, 0):
        if isinstance(event, Delta):
            desk.cancel(question_id)
    await ended(desk, question_id)
    (trace,) = room.log.traces
    assert (trace.outcome, trace.first_rung) == (Outcome.CANCELLED, Rung.GENERATED)
    assert (trace.prompt_tokens, trace.answer_tokens) == (40, 2)


async def test_how_long_written_sentences_were_checked_is_measured(room: Room) -> None:
    trace = await trace_of(room, Model(FAITHFUL))
    assert "grounding" in {span.name for span in trace.spans}


async def test_the_models_words_came_first_when_the_documents_took_their_place(room: Room) -> None:
    trace = await trace_of(room, Model(f"{FAITHFUL}It", then=Unavailable(ErrorCode.MODEL_UNAVAILABLE, "gone")))
    assert (trace.first_rung, trace.rung) == (Rung.GENERATED, Rung.EXTRACT)


async def test_the_documents_words_came_first_when_the_models_took_their_place(room: Room) -> None:
    model = Model("City bike deposit: $200.", waits_first=True)
    desk = room.desk(model, quote_after_s=0)
    question_id = await desk.ask(request(), "visitor")
    async for _, event in desk.events(question_id, 0):
        if isinstance(event, Delta):
            model.go_on.set()
    await ended(desk, question_id)
    (trace,) = room.log.traces
    assert (trace.first_rung, trace.rung) == (Rung.EXTRACT, Rung.GENERATED)


async def test_how_long_first_words_are_on_their_way_to_the_connection_is_measured(room: Room) -> None:
    go_on = asyncio.Event()
    desk = room.desk(Model(f"{FAITHFUL} Helmets", go_on=go_on))
    question_id = await desk.ask(request(), "visitor")
    async for _, event in desk.events(question_id, 0):
        if isinstance(event, Delta) and not go_on.is_set():
            room.clock.seconds += 0.25  # the visitor's line is slow
            go_on.set()
    await read(desk, question_id)  # whoever comes later waited for nothing
    await ended(desk, question_id)
    (trace,) = room.log.traces
    assert trace.spans[-1] == Span(name="delivery", start_ms=0.0, duration_ms=250.0)


async def test_nobody_listened_so_nothing_was_delivered(room: Room) -> None:
    trace = await trace_of(room, Model(FAITHFUL))
    assert "delivery" not in {span.name for span in trace.spans}


async def test_who_was_asked_to_come_again_is_counted_with_the_next_answer(room: Room) -> None:
    go_on = asyncio.Event()
    desk = room.desk(Model(FAITHFUL, go_on=go_on), at_once=1)
    question_id = await desk.ask(request(), "visitor")
    for asked_by in ("visitor", "visitor", "owner"):
        with pytest.raises(Unavailable):
            await desk.ask(request(), asked_by)
    go_on.set()
    await ended(desk, question_id)
    await ended(desk, await desk.ask(request(), "visitor"))
    assert [trace.turned_away for trace in room.log.traces] == [2, 0]


async def test_a_question_that_died_with_the_process_has_ended_and_left_a_trace(room: Room) -> None:
    await room.conversations.begin(Transcript("q_1", "c_1", "How much?"), "visitor", None)
    await ended(room.desk(Model(FAITHFUL)), await room.desks[0].ask(request(), "visitor"))
    for _ in range(2):
        await end_broken_off(room.database, room.log)
    state = await room.conversations.state("q_1")
    assert (state.running, state.outcome, state.error) == (False, Outcome.PARTIAL, ErrorCode.INTERNAL)
    assert await room.conversations.counts_since(iso(BEGAN)) == {Outcome.ANSWERED: 1, Outcome.PARTIAL: 1}
    assert [(one.question_id == "q_1", one.outcome) for one in room.log.traces] == [
        (False, Outcome.ANSWERED),
        (True, Outcome.PARTIAL),
    ]
