"""Owns what a visitor hears of a talk: in order, without gaps, from where they were, and with an end."""

from __future__ import annotations

import asyncio

import pytest

from appliance.business.hand_off.listeners import MOST_IN_ONE, Listeners
from appliance.business.hand_off.stream import ConversationStream
from appliance.contract.handoff import ConversationEvent, HandOffChanged, HandOffReason, HandOffState, MessageSaid
from appliance.contract.problems import ErrorCode, Refused, Unavailable
from tests.unit.business.people import Team

Heard = list[tuple[int, ConversationEvent]]


async def listen(team: Team, after: int = 0, conversation_id: str = "c_1") -> Heard:
    """Everything until the stream ends by itself."""
    return [numbered async for numbered in team.stream.events(conversation_id, after)]


async def until(team: Team, listeners: int) -> None:
    """Wait until so many listen."""
    async with asyncio.timeout(5):
        while len(team.listeners._bells.get("c_1", ())) < listeners:  # noqa: ASYNC110 - there is nothing to wait for
            await asyncio.sleep(0)


async def a_talk(team: Team) -> None:
    called = await team.hand_offs.call("c_1", None, "", HandOffReason.VISITOR)
    await team.hand_offs.take(called.id, "Robin")
    await team.hand_offs.say(called.id, "How can I help?")
    await team.hand_offs.visitor_said("c_1", "My sledge broke.")
    await team.hand_offs.end(called.id)


def told(heard: Heard) -> list[tuple[int, str]]:
    return [
        (number, event.state if isinstance(event, HandOffChanged) else f"{event.said_by}: {event.text}")
        for number, event in heard
    ]


WHOLE = [(1, "waiting"), (2, "talking"), (3, "person: How can I help?"), (4, "visitor: My sledge broke."), (5, "ended")]


async def test_a_listener_hears_all_of_it_as_it_happens(team: Team) -> None:
    listening = asyncio.create_task(listen(team))
    await until(team, 1)
    await a_talk(team)
    async with asyncio.timeout(5):
        assert told(await listening) == WHOLE


async def test_each_of_many_listeners_hears_all_of_it(team: Team) -> None:
    listening = [asyncio.create_task(listen(team)) for _ in range(3)]
    await until(team, 3)
    await a_talk(team)
    async with asyncio.timeout(5):
        assert [told(heard) for heard in await asyncio.gather(*listening)] == [WHOLE] * 3
    assert team.listeners._bells == {}


@pytest.mark.parametrize("after", range(6))
async def test_whoever_comes_back_hears_exactly_the_rest_also_after_a_restart(team: Team, after: int) -> None:
    await a_talk(team)
    assert told(await listen(Team(team.database), after)) == WHOLE[after:]


async def test_a_second_hand_off_goes_on_counting(team: Team) -> None:
    await a_talk(team)
    called = await team.hand_offs.call("c_1", None, "", HandOffReason.VISITOR)
    await team.hand_offs.withdraw("c_1")
    assert told(await listen(team, after=5)) == [(6, "waiting"), (7, "ended")]
    assert called.state is HandOffState.WAITING


async def test_while_nobody_was_asked_for_it_waits_for_somebody_who_steps_in(team: Team) -> None:
    listening = asyncio.create_task(listen(team))
    await until(team, 1)
    stepped_in = await team.hand_offs.step_in("c_1", "Kim")
    await team.hand_offs.end(stepped_in.id)
    async with asyncio.timeout(5):
        heard = await listening
    assert [event.state for _, event in heard if isinstance(event, HandOffChanged)] == ["talking", "ended"]


async def test_words_carry_who_said_them_and_news_who_talks(team: Team) -> None:
    await a_talk(team)
    events = [event for _, event in await listen(team)]
    joined, said, replied = events[1:4]
    assert isinstance(joined, HandOffChanged)
    assert isinstance(said, MessageSaid)
    assert isinstance(replied, MessageSaid)
    assert (joined.name, joined.detail) == ("Robin", "en:handoff_talking Robin")
    assert (said.name, replied.name) == ("Robin", None)
    assert '"from":"person"' in said.model_dump_json()


async def test_a_stream_in_which_nothing_happens_has_an_end(team: Team) -> None:
    await team.hand_offs.call("c_1", None, "", HandOffReason.VISITOR)
    short = ConversationStream(team.database, team.talks, team.listeners, listen_s=0.01)
    async with asyncio.timeout(5):
        assert [number async for number, _ in short.events("c_1", 0)] == [1]


async def test_when_the_box_stops_everybody_is_let_go(team: Team) -> None:
    await team.hand_offs.call("c_1", None, "", HandOffReason.VISITOR)
    listening = asyncio.create_task(listen(team))
    await until(team, 1)
    team.stream.close()
    async with asyncio.timeout(5):
        assert told(await listening) == [(1, "waiting")]


async def test_more_listeners_than_one_visitor_has_are_turned_away(team: Team) -> None:
    listening = [asyncio.create_task(listen(team)) for _ in range(MOST_IN_ONE)]
    await until(team, MOST_IN_ONE)
    with pytest.raises(Unavailable) as caught:
        await team.stream.check_room("c_1")
    assert caught.value.code is ErrorCode.BUSY
    for task in listening:
        task.cancel()
    await asyncio.gather(*listening, return_exceptions=True)
    await team.stream.check_room("c_1")


def test_all_listeners_together_have_a_bound() -> None:
    listeners = Listeners(most=1)
    with listeners.bell("c_1"), pytest.raises(Unavailable):
        listeners.check_room("c_2")
    listeners.check_room("c_2")


async def test_an_unknown_conversation_has_no_stream(team: Team) -> None:
    with pytest.raises(Refused) as caught:
        await team.stream.check_room("c_unknown")
    assert caught.value.code is ErrorCode.NOT_FOUND
    await team.hand_offs.call("c_new", None, "", HandOffReason.VISITOR)
    await team.stream.check_room("c_new")
