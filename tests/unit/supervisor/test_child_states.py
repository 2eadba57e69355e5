"""The life of one child, told by events: what its row in status.json says after each."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import get_args

from appliance.contract.status import ProcessState, ProcessStatus
from appliance.supervisor.child import ChildStateMachine, State
from appliance.supervisor.children import Child, Condition, OverHttp
from appliance.supervisor.probe import Look

CHAT = Child("chat", (), OverHttp(8602), safe_mode_arguments=("--safe-mode",), stuck_after_s=10)
READY = Look(alive=True, ready=True)
BUSY = Look(alive=True, ready=True, busy=True)


class Told:
    """A state machine whose clock is turned by hand, and the states it told of."""

    def __init__(self, child: Child = CHAT) -> None:
        self.at = 0.0
        self.states: list[str] = []
        self.machine = ChildStateMachine(child, self._note, self._now, lambda: self.at)

    @property
    def row(self) -> ProcessStatus:
        return ProcessStatus.model_validate(self.machine.row())

    def crash(self, after_s: float = 1.0) -> float | None:
        self.machine.started(pid=100)
        self.machine.seen(READY)
        self.at += after_s
        return self.machine.ended(-6)

    def _note(self) -> None:
        self.states.append(self.machine.state)

    def _now(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=self.at)


def test_its_states_are_those_of_the_contract() -> None:
    assert set(get_args(State)) == {state.value for state in ProcessState}


def test_an_uneventful_life() -> None:
    told = Told()
    assert told.row.state is ProcessState.WAITING
    told.machine.started(pid=7)
    told.machine.seen(Look(alive=False))
    told.machine.seen(Look(alive=True))
    assert told.machine.reached == {Condition.STARTED, Condition.ALIVE}
    told.at = 5
    told.machine.seen(READY)
    told.machine.seen(READY)
    assert told.row == ProcessStatus(
        name="chat", state=ProcessState.READY, pid=7, restarts=0, safe_mode=False, since="2026-01-01T00:00:05.000+00:00"
    )
    told.machine.stopping()
    told.machine.stopped()
    assert told.states == ["starting", "ready", "stopping", "stopped"]
    assert told.row.pid is None


def test_it_is_looked_at_more_often_while_others_may_wait_for_it() -> None:
    told = Told()
    told.machine.started(pid=7)
    assert told.machine.look_again_s == 0.25
    told.machine.seen(READY)
    assert told.machine.look_again_s == CHAT.probe_every_s


def test_a_crash_is_told_in_words_until_it_is_started_again() -> None:
    told = Told()
    assert told.crash() == 0.5
    assert told.row.state is ProcessState.BACKING_OFF
    assert told.row.detail == "It was ended by signal 6 (Aborted); it starts again in 0.5 s."
    assert told.row.restarts == 1
    told.machine.started(pid=101)
    assert told.row.detail is None


def test_a_signal_without_a_name_is_told_by_its_number() -> None:
    told = Told()
    told.machine.started(pid=7)
    told.machine.ended(-40)
    assert told.row.detail is not None
    assert told.row.detail.startswith("It was ended by signal 40 (")


def test_crash_after_crash_into_safe_mode_and_to_the_end() -> None:
    told = Told()
    delays = [told.crash() for _ in range(3)]
    assert told.row.safe_mode
    assert told.row.detail == "It was ended by signal 6 (Aborted); it starts again in 2 s in safe mode."
    told.machine.started(pid=7)
    told.machine.seen(READY)
    assert told.row.detail == "It crashed again and again, so it now runs in safe mode."
    delays += [told.crash() for _ in range(5)]
    assert delays == [0.5, 1, 2, 4, 8, 16, 30, None]
    assert told.row.state is ProcessState.GIVEN_UP
    assert told.row.detail == (
        "It keeps crashing even in safe mode, so it is not started again; logs/chat.log says why."
    )
    assert told.row.restarts == 7


def test_asked_to_restart_everything_is_forgotten() -> None:
    told = Told()
    for _ in range(4):
        told.crash()
    told.machine.asked_to_restart()
    assert told.crash() == 0.5
    assert not told.row.safe_mode


def test_one_that_hung_is_a_crash_even_if_it_ends_politely() -> None:
    told = Told(replace(CHAT, stuck_after_s=1))
    for _ in range(3):
        told.machine.started(pid=7)
        told.machine.seen(BUSY)
        told.at += 1
        assert told.machine.seen(BUSY) == "It was busy for 1 s without any progress"
        told.machine.stopping()
        assert told.row.detail == "It was busy for 1 s without any progress."
        told.machine.ended(0)
    assert told.row.safe_mode


def test_a_program_that_cannot_be_started_is_tried_again() -> None:
    told = Told()
    delays = [told.machine.could_not_start(OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))) for _ in range(9)]
    assert delays[-1] == 30
    assert not told.row.safe_mode
    assert told.row.detail == "It could not be started (Resource temporarily unavailable); it starts again in 30 s."
    assert told.machine.reached == {Condition.STARTED}
