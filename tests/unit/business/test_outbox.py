"""Owns that what is to leave the box is kept once, tried again with patience, and never sent as two."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from appliance.business.outbox import Outbox, Outgoing
from appliance.business.outbox.patience import FIRST_PAUSE, LONGEST_PAUSE, TRIES, pause_after
from appliance.contract.outbox import OutboxKind, OutboxRow, OutboxState
from appliance.contract.problems import ErrorCode, Refused
from appliance.core.clock import iso
from tests.unit.business.people import HandClock, Team

ALERT = Outgoing(OutboxKind.ALERT, "alert:1", {"about": "lead"})


async def only(team: Team) -> OutboxRow:
    (row,) = await team.outbox.latest(10)
    return row


async def test_the_same_thing_is_written_down_once(team: Team) -> None:
    first = await team.outbox.add(ALERT)
    assert await team.outbox.add(Outgoing(OutboxKind.ALERT, "alert:1", {"about": "another"})) == first
    assert await only(team) == first
    assert (first.state, first.tries, first.payload) == (OutboxState.WAITING, 0, {"about": "lead"})


async def test_what_was_sent_is_due_no_more_and_is_not_sent_again(team: Team) -> None:
    row = await team.outbox.add(ALERT)
    assert await team.outbox.due(10) == [row]
    sent = await team.outbox.sent(row.id)
    assert (sent.state, sent.tries, sent.detail) == (OutboxState.SENT, 1, "Sent.")
    assert await team.outbox.due(10) == []
    assert (await team.outbox.failed(row.id, "The line broke after it had arrived.")).state is OutboxState.SENT
    with pytest.raises(Refused) as caught:
        await team.outbox.replay(row.id)
    assert caught.value.code is ErrorCode.WRONG_MOMENT


async def test_what_failed_is_tried_again_later_and_later(team: Team, clock: HandClock) -> None:
    row = await team.outbox.add(ALERT)
    failed = await team.outbox.failed(row.id, "Nobody answered.")
    assert (failed.state, failed.tries, failed.last_error) == (OutboxState.FAILED, 1, "Nobody answered.")
    assert await team.outbox.due(10) == []
    clock.move(FIRST_PAUSE.total_seconds())
    assert await team.outbox.due(10) == [failed]
    await team.outbox.failed(row.id, "Nobody answered.")
    clock.move(FIRST_PAUSE.total_seconds())
    assert await team.outbox.due(10) == []


async def test_after_the_last_try_it_is_given_up_and_can_be_asked_for_again(team: Team) -> None:
    row = await team.outbox.add(ALERT)
    for _ in range(TRIES):
        row = await team.outbox.failed(row.id, "x" * 900)
    assert (row.state, row.next_try_at, len(row.last_error or "")) == (OutboxState.DEAD, None, 500)
    assert row.detail == f"Given up after {TRIES} tries."
    assert await team.outbox.latest(10, OutboxState.DEAD) == [row]
    again = await team.outbox.replay(row.id)
    assert (again.state, again.tries) == (OutboxState.WAITING, 0)
    assert [one.id for one in await team.outbox.due(10)] == [row.id]


def test_the_pauses_grow_to_a_bound_and_end() -> None:
    pauses = [pause_after(tries) for tries in range(1, TRIES + 1)]
    assert pauses[0] == FIRST_PAUSE
    assert pauses[-1] is None
    grown = [pause for pause in pauses if pause]
    assert grown == sorted(grown)
    assert grown[-1] == LONGEST_PAUSE
    assert timedelta(days=1) < sum(grown, timedelta()) < timedelta(days=3)


async def test_what_nothing_is_connected_for_waits_and_says_so(team: Team) -> None:
    outbox = Outbox(team.database, team.clock)
    row = await outbox.add(ALERT)
    assert row.detail == "Waits: nothing is connected yet that could send this."
    assert await outbox.due(10) == []
    connected = Outbox(team.database, team.clock, (OutboxKind.ALERT,))
    assert [one.detail for one in await connected.due(10)] == ["Waits for its turn."]


async def test_the_longest_due_is_first_and_a_piece_is_bounded(team: Team, clock: HandClock) -> None:
    for number in range(3):
        await team.outbox.add(Outgoing(OutboxKind.ALERT, f"alert:{number}", {}))
        clock.move(1)
    assert [row.idempotency_key for row in await team.outbox.due(2)] == ["alert:0", "alert:1"]
    assert [row.idempotency_key for row in await team.outbox.latest(2)] == ["alert:2", "alert:1"]


async def test_what_is_old_is_forgotten(team: Team, clock: HandClock) -> None:
    await team.outbox.add(ALERT)
    clock.move(60)
    assert await team.outbox.forget(iso(clock())) == 1
    assert await team.outbox.latest(10) == []


async def test_an_unknown_row_is_not_found(team: Team) -> None:
    for deed in (team.outbox.sent("out_x"), team.outbox.failed("out_x", "?"), team.outbox.replay("out_x")):
        with pytest.raises(Refused) as caught:
            await deed
        assert caught.value.code is ErrorCode.NOT_FOUND


async def test_many_things_at_once_are_all_kept(team: Team) -> None:
    await asyncio.gather(*(team.outbox.add(Outgoing(OutboxKind.LEAD, f"lead:{n}", {})) for n in range(10)))
    assert len(await team.outbox.latest(100)) == 10
