"""Owns that a hand-off goes the ways it may and no other, and that it always gives the visitor back."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.business.hand_off.machine import ASKED, MOVES, Alert, Event, Timer, move, silent, when_due
from appliance.contract.handoff import HandOffReason, HandOffState
from appliance.contract.problems import ErrorCode, Refused

# Rows: what happens. Columns: the state in which it happens. A dash cannot happen there.
# "=" stays as it is, "+" stays and the time of silence begins anew, else what the visitor is told.
TABLE = """
event                   nobody            waiting           talking         missed           ended
asked_by_visitor        waiting           =                 =               waiting          -
asked_by_triage         waiting           =                 =               waiting          -
asked_after_two_failed  waiting           =                 =               =                -
asked_while_closed      closed            =                 =               =                -
taken                   talking           talking           -               talking          -
person_said             -                 -                 +               -                -
visitor_said            -                 =                 +               =                -
visitor_went_on         -                 -                 =               -                -
owner_ended             -                 missed            back            over             -
visitor_ended           -                 withdrawn         back            over             -
timer_ran_out           -                 missed            unanswered      -                -
silence                 -                 -                 back            over             -
"""
# What each ending of a row means: the next state, what it waits for, what the owner hears, is a form shown.
MEANT = {
    "waiting": (HandOffState.WAITING, Timer.PERSON, Alert.ASKED, False),
    "closed": (HandOffState.MISSED, Timer.WORD, Alert.MISSED, True),
    "missed": (HandOffState.MISSED, Timer.WORD, Alert.MISSED, True),
    "unanswered": (HandOffState.MISSED, Timer.WORD, Alert.MISSED, True),
    "talking": (HandOffState.TALKING, Timer.WORD, None, False),
    "back": (HandOffState.ENDED, Timer.NONE, None, False),
    "withdrawn": (HandOffState.ENDED, Timer.NONE, None, False),
    "over": (HandOffState.ENDED, Timer.NONE, None, False),
}
STATES = (None, *HandOffState)


def rows() -> list[tuple[HandOffState | None, Event, str]]:
    head, *lines = [line.split() for line in TABLE.strip().splitlines()]
    states = [None, *map(HandOffState, head[2:])]
    return [(state, Event(event), meant) for event, *cells in lines for state, meant in zip(states, cells, strict=True)]


def test_the_table_here_speaks_of_every_state_and_every_event() -> None:
    assert {row[:2] for row in rows()} == set(product(STATES, Event))


@pytest.mark.parametrize(("state", "event", "meant"), rows())
def test_every_event_in_every_state(state: HandOffState | None, event: Event, meant: str) -> None:
    if meant == "-":
        with pytest.raises(Refused) as caught:
            move(state, event)
        assert caught.value.code is ErrorCode.WRONG_MOMENT
        assert caught.value.detail.endswith(".")
        return
    made = move(state, event)
    if meant in "=+":
        timer = Timer.WORD if meant == "+" else Timer.GOES_ON
        assert (made.to, made.timer, made.says, made.alert, made.form) == (state, timer, None, None, False)
        return
    assert (made.to, made.timer, made.alert, made.form) == MEANT[meant]
    assert made.says == (None if meant == "over" else f"handoff_{meant}")


def test_whoever_may_ask_has_an_event_and_the_owner_takes_instead() -> None:
    assert set(ASKED) == set(HandOffReason) - {HandOffReason.OWNER}


@given(st.lists(st.sampled_from(Event), max_size=60), st.booleans())
def test_whatever_happens_one_person_talks_at_most_and_the_assistant_comes_back(
    events: list[Event], unanswered: bool
) -> None:
    state: HandOffState | None = None
    talking: list[int] = []
    for number, event in enumerate(events):
        if (state, event) not in MOVES:
            continue
        made = move(state, event)
        if event is Event.TAKEN:
            talking.append(number)
        if made.to is not HandOffState.TALKING:
            talking.clear()
        state = made.to
        assert len(talking) == int(silent(state)), "the assistant is silent exactly while one person talks"
    for _ in range(2):  # nobody does anything any more
        if state in (None, HandOffState.ENDED):
            break
        assert state is not None
        state = move(state, when_due(state, unanswered)).to
    assert not silent(state)
    assert state in (None, HandOffState.ENDED)


@given(st.lists(st.sampled_from(Event), max_size=60))
def test_who_is_asked_for_is_heard_of_and_every_state_but_the_end_has_a_time(events: list[Event]) -> None:
    state: HandOffState | None = None
    for event in events:
        if (state, event) not in MOVES:
            continue
        made = move(state, event)
        if made.to is not state:
            assert made.timer is not Timer.GOES_ON, "a new state has a time of its own"
            assert (made.timer is Timer.NONE) == (made.to is HandOffState.ENDED)
            assert bool(made.alert) == (made.to in (HandOffState.WAITING, HandOffState.MISSED))
            assert made.form == (made.to is HandOffState.MISSED)
        state = made.to
