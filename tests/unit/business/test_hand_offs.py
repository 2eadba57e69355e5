"""Owns hand-offs from the first wish to the end: who is told what and when, and that a restart forgets nothing."""

from __future__ import annotations

import asyncio

import pytest

from appliance.business.hand_off import hand_off as service
from appliance.contract.handoff import HandOff, HandOffReason, HandOffState, Speaker
from appliance.contract.leads import FormKind
from appliance.contract.problems import ErrorCode, Refused, Unavailable
from tests.unit.business.people import QUIET_S, WAIT_S, HandClock, Team

QUESTION = "Can I talk to somebody, please?"


async def call(team: Team, conversation_id: str = "c_1", question: str = QUESTION) -> HandOff:
    return await team.hand_offs.call(conversation_id, "q_1", question, HandOffReason.VISITOR)


async def lines(team: Team) -> list[tuple[str, str]]:
    return [(one.said_by, one.text) for one in await team.stream.thread("c_1")]


async def test_while_the_shop_is_open_a_person_is_called(team: Team) -> None:
    called = await call(team)
    assert (called.state, called.told, called.form) == (HandOffState.WAITING, "en:handoff_waiting", None)
    assert (called.question_id, called.question, called.reason) == ("q_1", QUESTION, HandOffReason.VISITOR)
    assert await team.hand_offs.state_of("c_1") is HandOffState.WAITING
    assert await team.alerts() == ["handoff_asked"]
    assert await team.hand_offs.listed() == [called]


async def test_whoever_asks_again_waits_no_longer_and_alerts_nobody_twice(team: Team, clock: HandClock) -> None:
    called = await call(team)
    clock.move(60)
    assert await call(team) == called
    assert await team.alerts() == ["handoff_asked"]


async def test_when_nobody_comes_the_box_is_sorry_and_asks_for_a_number(team: Team, clock: HandClock) -> None:
    called = await call(team)
    clock.move(WAIT_S - 1)
    await team.hand_offs.once()
    assert await team.hand_offs.state_of("c_1") is HandOffState.WAITING
    clock.move(1)
    await team.hand_offs.once()
    missed = await team.hand_offs.get(called.id)
    assert (missed.state, missed.told, missed.form) == (
        HandOffState.MISSED, "en:handoff_missed", FormKind.CALL_BACK,
    )  # fmt: skip
    assert await team.alerts() == ["handoff_asked", "handoff_missed"]


@pytest.mark.parametrize("question", ["Person?", "Shimano Deore 12?", "Sextant?", ""])
async def test_whose_question_tells_no_language_is_answered_in_that_of_the_conversation(
    team: Team, question: str
) -> None:
    team.talks.asked["c_1"] = ("Kann ich mein Fahrrad bei euch reparieren lassen?", question)
    assert (await call(team, question=question)).told == "de:handoff_waiting"


async def test_outside_opening_hours_nobody_is_waited_for(team: Team) -> None:
    team.shop.is_open = False
    called = await call(team, question="Kann ich bitte mit jemandem sprechen?")
    assert (called.state, called.form) == (HandOffState.MISSED, FormKind.CALL_BACK)
    assert called.told == "de:handoff_closed Wir öffnen am Montag."
    assert await team.alerts() == ["handoff_missed"]
    assert await call(team) == called


async def test_who_asks_once_more_after_nobody_came_is_heard(team: Team, clock: HandClock) -> None:
    await call(team)
    clock.move(WAIT_S)
    await team.hand_offs.once()
    again = await call(team)
    assert (again.state, again.form) == (HandOffState.WAITING, None)
    assert await team.alerts() == ["handoff_asked", "handoff_missed", "handoff_asked"]


async def test_a_talk_in_one_thread_with_the_assistant_silent_and_back_afterwards(team: Team) -> None:
    called = await call(team)
    assert await team.hand_offs.visitor_said("c_1", "hello?") is None, "the assistant answers while one waits"
    taken = await team.hand_offs.take(called.id, "Robin")
    assert (taken.state, taken.person) == (HandOffState.TALKING, "Robin")
    await team.hand_offs.say(called.id, "How can I help?")
    said = await team.hand_offs.visitor_said("c_1", "My sledge is broken.")
    assert said is not None
    assert (said.number, said.said_by) == (4, Speaker.VISITOR)
    assert (await team.hand_offs.end(called.id)).state is HandOffState.ENDED
    assert await team.hand_offs.visitor_said("c_1", "And now?") is None
    assert await team.hand_offs.state_of("c_1") is None
    assert await lines(team) == [
        ("box", "en:handoff_waiting"),
        ("box", "en:handoff_talking Robin"),
        ("person", "How can I help?"),
        ("visitor", "My sledge is broken."),
        ("box", "en:handoff_back Robin"),
    ]


async def test_two_of_the_team_never_talk_at_once(team: Team) -> None:
    called = await call(team)
    results = await asyncio.gather(
        *(team.hand_offs.take(called.id, name) for name in ("Robin", "Kim", "Robin")), return_exceptions=True
    )
    assert [getattr(one, "person", one.__class__) for one in results] == ["Robin", Refused, "Robin"]
    assert [text for _, text in await lines(team)] == ["en:handoff_waiting", "en:handoff_talking Robin"]


async def test_a_talk_in_which_nobody_says_anything_ends(team: Team, clock: HandClock) -> None:
    called = await call(team)
    await team.hand_offs.take(called.id, "Robin")
    for speak in (team.hand_offs.visitor_said("c_1", "Hello?"), team.hand_offs.say(called.id, "Yes?")):
        clock.move(QUIET_S - 1)
        await speak
        await team.hand_offs.once()
        assert await team.hand_offs.state_of("c_1") is HandOffState.TALKING
    clock.move(QUIET_S)
    await team.hand_offs.once()
    ended = await team.hand_offs.get(called.id)
    assert (ended.state, ended.due_at, ended.ended_at) == (HandOffState.ENDED, None, ended.ended_at)
    assert ended.ended_at
    assert await team.hand_offs.listed() == []
    assert await team.hand_offs.listed(ended=True) == [ended]


async def test_a_visitor_left_alone_in_a_talk_is_told_and_the_team_hears_of_it(team: Team, clock: HandClock) -> None:
    called = await call(team)
    await team.hand_offs.take(called.id, "Robin")
    clock.move(QUIET_S - 1)
    for text in ("Hello?", "Are you there?", "Water is leaking!"):
        await team.hand_offs.visitor_said("c_1", text)
        await team.hand_offs.once()
        assert await team.hand_offs.state_of("c_1") is HandOffState.TALKING, "the first word is given its time"
        clock.move(QUIET_S / 3)
    await team.hand_offs.once()
    missed = await team.hand_offs.get(called.id)
    assert (missed.state, missed.form) == (HandOffState.MISSED, FormKind.CALL_BACK)
    assert missed.told.startswith("en:handoff_unanswered")
    assert await team.hand_offs.visitor_said("c_1", "And now?") is None, "the assistant answers again"
    assert await team.alerts() == ["handoff_asked", "handoff_missed"]
    assert (await team.hand_offs.take(called.id, "Robin")).state is HandOffState.TALKING


async def test_nobody_speaks_who_has_not_taken_and_nobody_after_the_end(team: Team) -> None:
    called = await call(team)
    with pytest.raises(Refused) as early:
        await team.hand_offs.say(called.id, "Hello?")
    assert early.value.code is ErrorCode.WRONG_MOMENT
    await team.hand_offs.withdraw("c_1")
    for late in (team.hand_offs.say(called.id, "Hello?"), team.hand_offs.take(called.id, "Robin")):
        with pytest.raises(Refused):
            await late
    assert [text for _, text in await lines(team)] == ["en:handoff_waiting", "en:handoff_withdrawn"]


async def test_a_visitor_may_change_their_mind_as_often_as_they_like(team: Team) -> None:
    first = await call(team)
    await team.hand_offs.withdraw("c_1")
    await team.hand_offs.withdraw("c_1")
    second = await call(team)
    assert second.id != first.id
    assert second.state is HandOffState.WAITING
    await team.hand_offs.withdraw("c_never_asked")


async def test_the_team_says_no_and_the_visitor_hears_it_at_once(team: Team) -> None:
    called = await call(team)
    declined = await team.hand_offs.end(called.id)
    assert (declined.state, declined.told) == (HandOffState.MISSED, "en:handoff_missed")
    assert (await team.hand_offs.end(called.id)).state is HandOffState.ENDED


async def test_somebody_of_the_team_steps_in_unasked(team: Team) -> None:
    stepped_in = await team.hand_offs.step_in("c_1", "Kim")
    assert (stepped_in.state, stepped_in.reason) == (HandOffState.TALKING, HandOffReason.OWNER)
    assert stepped_in.question == "Do you repair sledges?"
    assert await team.hand_offs.step_in("c_1", "Kim") == stepped_in
    with pytest.raises(Refused):
        await team.hand_offs.step_in("c_1", "Robin")
    with pytest.raises(Refused) as unknown:
        await team.hand_offs.step_in("c_unknown", "Kim")
    assert unknown.value.code is ErrorCode.NOT_FOUND
    assert await team.alerts() == []


async def test_stepping_in_where_one_waits_takes_that(team: Team) -> None:
    called = await call(team)
    assert (await team.hand_offs.step_in("c_1", "Kim")).id == called.id


async def test_time_goes_by_while_the_box_is_off(team: Team, clock: HandClock) -> None:
    called, other = await call(team), await call(team, "c_2")
    await team.hand_offs.take(other.id, "Robin")
    clock.move(WAIT_S + QUIET_S)
    restarted = Team(team.database, clock)
    await restarted.hand_offs.once()
    assert (await restarted.hand_offs.get(called.id)).state is HandOffState.MISSED
    assert (await restarted.hand_offs.get(other.id)).state is HandOffState.ENDED
    clock.move(QUIET_S)
    await restarted.hand_offs.once()
    assert await restarted.hand_offs.listed() == []


async def test_a_person_who_comes_in_the_last_moment_is_not_sent_away(team: Team, clock: HandClock) -> None:
    called = await call(team)
    clock.move(WAIT_S)
    await asyncio.gather(team.hand_offs.take(called.id, "Robin"), team.hand_offs.once())
    assert await team.hand_offs.state_of("c_1") is HandOffState.TALKING


async def test_somebody_who_plays_with_the_button_meets_an_end(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "OPEN_MOST", 2)
    for conversation_id in ("c_1", "c_2"):
        await call(team, conversation_id)
    with pytest.raises(Unavailable) as caught:
        await call(team, "c_3")
    assert caught.value.code is ErrorCode.BUSY
    assert (await call(team, "c_1")).state is HandOffState.WAITING


async def test_whom_nobody_came_to_keeps_nobody_else_from_asking(
    team: Team, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "OPEN_MOST", 2)
    for conversation_id in ("c_1", "c_2"):
        await call(team, conversation_id)
    clock.move(WAIT_S)
    await team.hand_offs.once()
    assert (await call(team, "c_3")).state is HandOffState.WAITING


async def test_an_unknown_hand_off_is_not_found(team: Team) -> None:
    for deed in (
        team.hand_offs.get("ho_x"), team.hand_offs.take("ho_x", "Kim"), team.hand_offs.say("ho_x", "a"),
        team.hand_offs.end("ho_x"),
    ):  # fmt: skip
        with pytest.raises(Refused) as caught:
            await deed
        assert caught.value.code is ErrorCode.NOT_FOUND
