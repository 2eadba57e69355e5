"""Owns that an answer can be heard to its end when the process that gave it is there no more."""

from __future__ import annotations

import pytest

from appliance.chat.ladder.transcript import Transcript
from appliance.contract.chat import (
    Accepted,
    Delta,
    Done,
    Failed,
    Form,
    HandedOff,
    Outcome,
    Position,
    Replaced,
    Rung,
    Sources,
)
from appliance.contract.handoff import HandOffState
from appliance.contract.leads import FormKind
from appliance.contract.problems import ErrorCode, Refused
from tests.unit.chat.conftest import Room
from tests.unit.chat.played import NOTHING, Knowledge, Model, ended, read, request, told

ANSWER = "The deposit for a city bike is $200. It is released within 3 days."


async def asked(room: Room, knowledge: Knowledge | None = None) -> str:
    desk = room.desk(Model(ANSWER), knowledge)
    question_id = await desk.ask(request(), "visitor")
    await ended(desk, question_id)
    return question_id


async def test_after_a_restart_the_kept_answer_is_told_whole(room: Room) -> None:
    question_id = await asked(room)
    events = await read(room.desk(Model("no")), question_id, after=7)
    assert [number for number, _ in events] == [8, 9, 10, 11]
    assert [type(event) for _, event in events] == [Accepted, Replaced, Sources, Done]
    assert told([event for _, event in events]) == ANSWER
    assert isinstance(done := events[-1][1], Done)
    assert (done.outcome, done.rung) == (Outcome.ANSWERED, Rung.GENERATED)


async def test_what_was_not_known_asks_for_details_again(room: Room) -> None:
    question_id = await asked(room, Knowledge(NOTHING))
    events = [event for _, event in await read(room.desk(Model("no")), question_id)]
    assert Form(question_id=question_id) in events


async def test_an_answer_that_broke_off_says_so(room: Room) -> None:
    await room.conversations.begin(Transcript("q_1", "c_1", "And on Sunday?"), "visitor", None)
    *_, failed, done = [event for _, event in await read(room.desk(Model("no")), "q_1")]
    assert isinstance(failed, Failed)
    assert (failed.code, failed.partial) == (ErrorCode.INTERNAL, False)
    assert isinstance(done, Done)
    assert done.outcome is Outcome.PARTIAL


async def test_of_an_unknown_question_nothing_is_told(room: Room) -> None:
    with pytest.raises(Refused) as caught:
        await read(room.desk(Model("no")), "q_none")
    assert caught.value.code is ErrorCode.NOT_FOUND


async def test_who_polls_hears_of_the_form_the_line_and_the_hand_off(room: Room) -> None:
    said = Transcript("q_1", "c_1", "?", [Position(ahead=2, eta_s=9), Position(ahead=1, eta_s=4)])
    assert said.state().position == Position(ahead=1, eta_s=4)
    said.events.extend((Delta(text="I have called the team."), HandedOff(state=HandOffState.WAITING)))
    said.events.append(Form(kind=FormKind.CALL_BACK, question_id="q_1"))
    state = said.state()
    assert (state.position, state.handoff, state.form) == (None, HandOffState.WAITING, FormKind.CALL_BACK)
    question_id = await asked(room, Knowledge(NOTHING))
    assert (await room.conversations.state(question_id)).form is FormKind.LEAD
