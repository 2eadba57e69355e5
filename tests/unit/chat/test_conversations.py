"""Owns what is remembered of conversations: earlier questions in order, today's counts, broken-off answers."""

from __future__ import annotations

import pytest

from appliance.chat.ladder.transcript import Transcript
from appliance.chat.questions.conversations import HISTORY_TURNS
from appliance.contract.chat import Done, Outcome, Rung
from appliance.contract.problems import ErrorCode, Refused
from appliance.core.clock import iso
from tests.unit.chat.conftest import BEGAN, Room
from tests.unit.chat.played import NOTHING, Knowledge, Model, ended, request


async def asked_in_turn(room: Room, *questions: str) -> Knowledge:
    knowledge, conversation = Knowledge(), None
    desk = room.desk(Model("no"), knowledge)
    for question in questions:
        question_id = await desk.ask(request(question, conversation), "visitor")
        await ended(desk, question_id)
        conversation = (await desk.state(question_id)).conversation_id
    return knowledge


async def test_earlier_questions_come_along_oldest_first(room: Room) -> None:
    knowledge = await asked_in_turn(room, "First question?", "Second question?", "Third question?")
    assert [asked.history for asked in knowledge.asked] == [
        (),
        ("First question?",),
        ("First question?", "Second question?"),
    ]


async def test_what_was_turned_down_has_no_part_in_what_comes_after_it(room: Room) -> None:
    knowledge = await asked_in_turn(room, "First question?", "???", "Third question?")
    assert [asked.history for asked in knowledge.asked] == [(), ("First question?",)]


async def test_a_conversation_that_somebody_made_up_gets_a_name_of_its_own(room: Room) -> None:
    desk = room.desk(Model("no"))
    question_id = await desk.ask(request("Do you rent bikes?", "c_of_somebody_else"), "visitor")
    await ended(desk, question_id)
    assert (await desk.state(question_id)).conversation_id != "c_of_somebody_else"


async def test_a_long_conversation_is_remembered_by_its_latest_turns(room: Room) -> None:
    questions = [f"Question number {at}?" for at in range(HISTORY_TURNS + 3)]
    knowledge = await asked_in_turn(room, *questions)
    assert knowledge.asked[-1].history == tuple(questions[-HISTORY_TURNS - 1 : -1])


async def test_what_was_answered_before_is_remembered_with_its_question(room: Room) -> None:
    await asked_in_turn(room, "First question?", "???")
    (conversation,) = {one.conversation_id for one in await room.conversations.latest(10)}
    before = await room.conversations.before(conversation)
    assert before.questions == ("First question?",)
    assert "$200" in before.answers[0]


async def test_another_visitors_conversation_is_never_mixed_in(room: Room) -> None:
    knowledge = Knowledge()
    desk = room.desk(Model("no"), knowledge)
    for question in ("Mine?", "Theirs?"):
        await ended(desk, await desk.ask(request(question), "visitor"))
    assert [asked.history for asked in knowledge.asked] == [(), ()]


async def test_an_answer_that_the_process_took_with_it_says_so(room: Room) -> None:
    await room.conversations.begin(Transcript("q_1", "c_1", "How much?"), "visitor", None)
    state = await room.conversations.state("q_1")
    assert (state.running, state.outcome, state.error) == (False, Outcome.PARTIAL, ErrorCode.INTERNAL)


async def test_a_question_erased_while_it_was_answered_stays_erased(room: Room) -> None:
    await room.conversations.end(Transcript("q_1", "c_1", "How much?", [Done(outcome=Outcome.ANSWERED, rung=None)]))
    with pytest.raises(Refused):
        await room.conversations.state("q_1")


async def test_the_owner_reads_the_latest_questions_first(room: Room) -> None:
    await asked_in_turn(room, "First question?", "Second question?")
    latest = await room.conversations.latest(10)
    assert [one.question for one in latest] == ["Second question?", "First question?"]
    assert latest[0].rung is Rung.EXTRACT
    assert len(await room.conversations.latest(1)) == 1


async def test_what_the_owner_tries_out_is_kept_but_not_counted(room: Room) -> None:
    desk, unknown = room.desk(Model("no")), room.desk(Model(), Knowledge(NOTHING))
    await ended(desk, await desk.ask(request(), "visitor"))
    await ended(unknown, await unknown.ask(request(), "visitor"))
    await ended(desk, await desk.ask(request(), "owner"))
    counts = await room.conversations.counts_since(iso(BEGAN))
    assert counts == {Outcome.ANSWERED: 1, Outcome.NOT_KNOWN: 1}
    assert len(await room.conversations.first_words_since(iso(BEGAN))) == 2
    assert len(await room.conversations.latest(10)) == 3


async def test_questions_of_yesterday_are_not_todays(room: Room) -> None:
    await asked_in_turn(room, "First question?")
    tomorrow = iso(BEGAN.replace(day=BEGAN.day + 1))
    assert await room.conversations.counts_since(tomorrow) == {}
    assert await room.conversations.first_words_since(tomorrow) == []
