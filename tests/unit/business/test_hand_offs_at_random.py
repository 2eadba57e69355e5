"""Owns that whatever visitors and team do in whatever order, every talk is whole and every hand-off ends."""

from __future__ import annotations

import random
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

import pytest

from appliance.contract.handoff import HandOffReason, HandOffState, Speaker
from appliance.contract.problems import Refused
from tests.unit.business.people import QUIET_S, WAIT_S, Team

CONVERSATIONS = ("c_1", "c_2")
STEPS = 80


def deeds(team: Team, conversation_id: str, hand_off_id: str) -> list[Callable[[], Coroutine[Any, Any, object]]]:
    hand_offs = team.hand_offs
    return [
        lambda: hand_offs.call(conversation_id, None, "Somebody?", HandOffReason.VISITOR),
        lambda: hand_offs.call(conversation_id, None, "Somebody?", HandOffReason.TWO_FAILED),
        lambda: hand_offs.take(hand_off_id, "Robin"),
        lambda: hand_offs.take(hand_off_id, "Kim"),
        lambda: hand_offs.step_in(conversation_id, "Kim"),
        lambda: hand_offs.say(hand_off_id, "Hello."),
        lambda: hand_offs.visitor_said(conversation_id, "Hello."),
        lambda: hand_offs.visitor_said(conversation_id, "Hello?"),
        lambda: hand_offs.end(hand_off_id),
        lambda: hand_offs.withdraw(conversation_id),
    ]


@pytest.mark.parametrize("seed", range(4))
async def test_random_days(team: Team, seed: int) -> None:
    chance = random.Random(seed)
    team.talks.asked = dict.fromkeys(CONVERSATIONS, ("Hello?",))
    for _ in range(STEPS):
        team.shop.is_open = chance.random() < 0.8
        conversation_id = chance.choice(CONVERSATIONS)
        known = [*await team.hand_offs.listed(), *await team.hand_offs.listed(ended=True)]
        hand_off_id = chance.choice(known).id if known else "ho_none"
        with suppress(Refused):
            await chance.choice(deeds(team, conversation_id, hand_off_id))()
        team.clock.move(chance.choice((0, 1, WAIT_S / 2, QUIET_S / 2)))
        await team.hand_offs.once()
        open_ones = [one.conversation_id for one in await team.hand_offs.listed()]
        assert len(open_ones) == len(set(open_ones)), "one hand-off a conversation"
    for _ in range(3):
        team.clock.move(QUIET_S)
        await team.hand_offs.once()
    assert await team.hand_offs.listed() == []
    for conversation_id in CONVERSATIONS:
        assert await team.hand_offs.state_of(conversation_id) is None
        await a_whole_talk(team, conversation_id)


async def a_whole_talk(team: Team, conversation_id: str) -> None:
    """Numbers without a gap; people speak only while one of them talks, and under that one's name."""
    after, talking, names = 0, False, set[str | None]()
    while thread := await team.stream.thread(conversation_id, after):
        for message in thread:
            after += 1
            assert message.number == after
            if message.state:
                talking, names = message.state is HandOffState.TALKING, {message.name}
            else:
                assert talking
                assert message.said_by is Speaker.VISITOR or {message.name} == names
    assert not talking
