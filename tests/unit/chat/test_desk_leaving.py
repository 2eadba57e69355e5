"""Owns what happens when a visitor leaves, comes back, or the box stops."""

from __future__ import annotations

import asyncio

from appliance.contract.chat import Delta, Done, Outcome
from tests.unit.chat.conftest import Room
from tests.unit.chat.played import Model, ended, read, request

ANSWER = "The deposit for a city bike is $200. Helmets"
SOON_S = 0.01


async def test_when_nobody_reads_for_a_while_the_model_is_stopped(room: Room) -> None:
    model = Model(ANSWER, go_on=asyncio.Event())
    desk = room.desk(model, nobody_reads_s=SOON_S)
    question_id = await desk.ask(request(), "visitor")
    room.clock.seconds += SOON_S
    await ended(desk, question_id)
    assert model.closed
    state = await desk.state(question_id)
    assert (state.outcome, state.text) == (Outcome.CANCELLED, "The deposit for a city bike is $200.")


async def test_a_reader_who_leaves_has_a_moment_to_come_back(room: Room) -> None:
    go_on = asyncio.Event()
    desk = room.desk(Model(ANSWER, go_on=go_on))
    question_id = await desk.ask(request(), "visitor")
    reader = desk.events(question_id, 0)
    seen = 0
    async for number, event in reader:
        seen = number
        if isinstance(event, Delta):
            break
    await reader.aclose()
    go_on.set()
    rest = await read(desk, question_id, after=seen)
    assert [number for number, _ in rest] == list(range(seen + 1, seen + 1 + len(rest)))
    assert isinstance(rest[-1][1], Done)
    assert (await desk.state(question_id)).outcome is Outcome.ANSWERED


async def test_a_reader_who_leaves_for_good_stops_the_model(room: Room) -> None:
    model = Model(ANSWER, go_on=asyncio.Event())
    desk = room.desk(model, nobody_reads_s=SOON_S)
    question_id = await desk.ask(request(), "visitor")
    reader = desk.events(question_id, 0)
    async for _, event in reader:
        if isinstance(event, Delta):
            break
    assert not model.closed
    await reader.aclose()
    room.clock.seconds += SOON_S
    await ended(desk, question_id)
    assert model.closed


async def test_a_page_that_polls_counts_as_a_reader(room: Room) -> None:
    go_on = asyncio.Event()
    model = Model(ANSWER, go_on=go_on)
    desk = room.desk(model, nobody_reads_s=SOON_S)
    question_id = await desk.ask(request(), "visitor")
    room.clock.seconds += SOON_S
    assert (await desk.state(question_id)).running
    looked = asyncio.Event()
    asyncio.get_running_loop().call_later(SOON_S * 1.2, looked.set)
    await looked.wait()
    assert not model.closed
    go_on.set()
    await ended(desk, question_id)
    assert (await desk.state(question_id)).outcome is Outcome.ANSWERED


async def test_a_box_that_stops_keeps_what_was_said(room: Room) -> None:
    desk = room.desk(Model(ANSWER, go_on=asyncio.Event()))
    question_id = await desk.ask(request(), "visitor")
    async for _, event in desk.events(question_id, 0):
        if isinstance(event, Delta):
            break
    await desk.close()
    kept = await room.conversations.state(question_id)
    assert (kept.text, kept.outcome) == ("The deposit for a city bike is $200.", Outcome.CANCELLED)


async def test_after_a_restart_a_question_is_read_from_the_database(room: Room) -> None:
    before = room.desk(Model("The deposit for a city bike is $200."))
    question_id = await before.ask(request(), "visitor")
    await read(before, question_id)
    said = await before.state(question_id)
    await before.close()
    after = await room.desk(Model()).state(question_id)
    assert after.text == said.text == "The deposit for a city bike is $200."
    assert (after.sources, after.outcome, after.rung) == (said.sources, said.outcome, said.rung)
    assert not after.running


async def test_a_question_stopped_in_the_moment_it_was_asked_ends_all_the_same(room: Room) -> None:
    desk = room.desk(Model(ANSWER))
    question_id = await desk.ask(request(), "visitor")
    desk.cancel(question_id)
    async with asyncio.timeout(5):
        events = await read(desk, question_id)
    assert isinstance(events[-1][1], Done)
    assert (await desk.state(question_id)).outcome is Outcome.CANCELLED
