"""Owns a question's life at the desk: on disk before it is accepted, numbered, resumable, read by many, bounded."""

from __future__ import annotations

import asyncio

import pytest

from appliance.contract.chat import Accepted, Delta, Done, Failed, Outcome, Rung
from appliance.contract.problems import ErrorCode, Refused, Unavailable
from tests.unit.chat.conftest import Room
from tests.unit.chat.played import NOTHING, Knowledge, Model, ended, read, request

ANSWER = "The deposit for a city bike is $200. It is released within 3 days."


async def test_accepted_comes_first_and_the_question_is_on_disk_before_it(room: Room) -> None:
    desk = room.desk(Model(go_on=asyncio.Event()))
    question_id = await desk.ask(request(), "visitor")
    events = desk.events(question_id, 0)
    number, first = await anext(events)
    assert (number, isinstance(first, Accepted)) == (1, True)
    kept = await room.conversations.state(question_id)
    assert (kept.question, kept.text) == ("What deposit do you take?", "")
    await events.aclose()


async def test_events_are_numbered_from_one_to_the_end(room: Room) -> None:
    desk = room.desk(Model(ANSWER))
    events = await read(desk, await desk.ask(request(), "visitor"))
    assert [number for number, _ in events] == list(range(1, len(events) + 1))
    assert isinstance(events[-1][1], Done)


async def test_resuming_after_any_event_gives_exactly_the_rest(room: Room) -> None:
    desk = room.desk(Model(ANSWER))
    question_id = await desk.ask(request(), "visitor")
    events = await read(desk, question_id)
    for after in range(len(events) + 1):
        assert await read(desk, question_id, after) == events[after:]


async def test_two_readers_read_the_same_while_it_is_being_said(room: Room) -> None:
    go_on = asyncio.Event()
    desk = room.desk(Model(f"{ANSWER} Helmets", go_on=go_on))
    question_id = await desk.ask(request(), "visitor")
    readers = [asyncio.create_task(read(desk, question_id)) for _ in range(2)]
    async for _, event in desk.events(question_id, 0):
        if isinstance(event, Delta):
            go_on.set()
    one, other = await asyncio.gather(*readers)
    assert one == other
    assert isinstance(one[-1][1], Done)


async def test_cancelling_keeps_what_was_said(room: Room) -> None:
    model = Model(f"{ANSWER} Helmets", go_on=asyncio.Event())
    desk = room.desk(model)
    question_id = await desk.ask(request(), "visitor")
    last = None
    async for _, event in desk.events(question_id, 0):
        last = event
        if isinstance(event, Delta):
            desk.cancel(question_id)
    assert isinstance(last, Done)
    assert last.outcome is Outcome.CANCELLED
    assert model.closed
    await ended(desk, question_id)
    for state in (await desk.state(question_id), await room.conversations.state(question_id)):
        assert state.text.startswith("The deposit for a city bike is $200.")
        assert (state.running, state.outcome) == (False, Outcome.CANCELLED)


async def test_pressing_stop_at_the_very_end_loses_nothing(room: Room) -> None:
    desk = room.desk(Model(ANSWER))
    question_id = await desk.ask(request(), "visitor")
    async for _, event in desk.events(question_id, 0):
        if isinstance(event, Done):
            desk.cancel(question_id)
    await ended(desk, question_id)
    kept = await room.conversations.state(question_id)
    assert (kept.text, kept.outcome, kept.rung) == (ANSWER, Outcome.ANSWERED, Rung.GENERATED)


async def test_one_too_many_is_asked_to_come_again_also_when_all_come_at_once(room: Room) -> None:
    go_on = asyncio.Event()
    desk = room.desk(Model(go_on=go_on), at_once=2)
    came = await asyncio.gather(*(desk.ask(request(), "visitor") for _ in range(5)), return_exceptions=True)
    accepted = [answer for answer in came if isinstance(answer, str)]
    refused = [answer for answer in came if isinstance(answer, Unavailable)]
    assert (len(accepted), len(refused)) == (2, 3)
    assert all(refusal.code is ErrorCode.BUSY and refusal.retry_after_s for refusal in refused)
    go_on.set()
    for question_id in accepted:
        await read(desk, question_id)
    assert await desk.ask(request(), "visitor")


async def test_a_question_nobody_asked_is_refused(room: Room) -> None:
    desk = room.desk(Model())
    with pytest.raises(Refused):
        desk.cancel("q_none")
    with pytest.raises(Refused):
        await desk.state("q_none")
    with pytest.raises(Refused):
        await read(desk, "q_none")


async def test_whatever_breaks_inside_the_visitor_gets_a_next_step(room: Room) -> None:
    desk = room.desk(Model(then=RuntimeError("a mistake of ours")))
    question_id = await desk.ask(request(), "visitor")
    *_, (_, failed), (_, done) = await read(desk, question_id)
    assert isinstance(failed, Failed)
    assert "a mistake of ours" not in failed.detail
    assert isinstance(done, Done)
    await ended(desk, question_id)
    assert (await room.conversations.state(question_id)).error is ErrorCode.INTERNAL


async def test_the_time_to_the_first_words_is_kept(room: Room) -> None:
    desk = room.desk(Model(), Knowledge(NOTHING))
    await ended(desk, await desk.ask(request(), "visitor"))
    assert (await room.conversations.latest(1))[0].first_words_ms == 0.0
