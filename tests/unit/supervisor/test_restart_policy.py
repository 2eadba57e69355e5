"""What follows when a child has ended: a table of exits and decisions, and what must hold for all of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.supervisor.restart_policy import LONGEST_DELAY_S, REMEMBERED_EXITS, Exit, GiveUp, Restart, decide

WRONG_SETTINGS = GiveUp("Its settings are wrong, so it is not started again")
CRASHES_ON = GiveUp("It keeps crashing even in safe mode, so it is not started again")

ABORT = Exit(-6, well_s=5)
SAFE_ABORT = Exit(-6, well_s=5, safe_mode=True)
WELL_FOR_LONG = Exit(-6, well_s=3600)
NEVER_READY = Exit(-15, well_s=0, hung=True)

TABLE = [
    ("first crash", [ABORT], Restart(0.5, safe_mode=False)),
    ("second crash", [ABORT, ABORT], Restart(1, safe_mode=False)),
    ("third crash within a minute", [ABORT, ABORT, ABORT], Restart(2, safe_mode=True)),
    ("three that never became ready", [NEVER_READY] * 3, Restart(2, safe_mode=True)),
    ("crash after an hour of being well", [ABORT, ABORT, WELL_FOR_LONG], Restart(0.5, safe_mode=False)),
    ("two crashes soon after an hour of being well", [WELL_FOR_LONG, ABORT, ABORT], Restart(2, safe_mode=True)),
    ("a crash every 30 s", [Exit(-6, well_s=30)] * 9, Restart(1, safe_mode=False)),
    ("a crash every 20 s", [Exit(-6, well_s=20)] * 3, Restart(2, safe_mode=True)),
    ("a crash once a minute", [Exit(-6, well_s=60)] * 9, Restart(0.5, safe_mode=False)),
    ("ended by itself three times", [Exit(0, well_s=1)] * 3, Restart(2, safe_mode=False)),
    ("asks to try again for ever", [Exit(75, well_s=0)] * 16, Restart(30, safe_mode=False)),
    ("first crash in safe mode", [*[ABORT] * 3, SAFE_ABORT], Restart(4, safe_mode=True)),
    ("fourth crash in safe mode", [*[ABORT] * 3, *[SAFE_ABORT] * 4], Restart(30, safe_mode=True)),
    ("fifth crash in safe mode", [*[ABORT] * 3, *[SAFE_ABORT] * 5], CRASHES_ON),
    (
        "well in safe mode for an hour",
        [*[SAFE_ABORT] * 4, Exit(-6, well_s=3600, safe_mode=True)],
        Restart(0.5, safe_mode=True),
    ),
    ("wrong settings", [Exit(78, well_s=0)], WRONG_SETTINGS),
    ("wrong settings after a long time", [Exit(78, well_s=3600)], WRONG_SETTINGS),
    ("wrong settings in safe mode", [Exit(78, well_s=0, safe_mode=True)], WRONG_SETTINGS),
]


@pytest.mark.parametrize(("exits", "decision"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_exits_and_what_follows(exits: list[Exit], decision: Restart | GiveUp) -> None:
    assert decide(exits, has_safe_mode=True) == decision


def test_without_a_safe_mode_crashes_only_slow_it_down() -> None:
    assert decide([ABORT] * 16, has_safe_mode=False) == Restart(LONGEST_DELAY_S, safe_mode=False)


codes = st.sampled_from([0, 1, 75, 78, 134, -6, -9, -11, -15])
seconds = st.floats(min_value=0, max_value=1e6)
an_exit = st.builds(Exit, code=codes, well_s=seconds, safe_mode=st.booleans(), hung=st.booleans())
some_exits = st.lists(an_exit, min_size=1, max_size=40)


@given(some_exits, st.booleans())
def test_the_wait_has_both_a_least_and_a_most(exits: list[Exit], has_safe_mode: bool) -> None:
    decision = decide(exits, has_safe_mode)
    assert isinstance(decision, GiveUp) or 0.5 <= decision.delay_s <= LONGEST_DELAY_S


@given(some_exits, codes, seconds, st.booleans())
def test_after_a_minute_of_being_well_the_past_is_forgotten(
    exits: list[Exit], code: int, well_s: float, has_safe_mode: bool
) -> None:
    last = Exit(code, well_s + 60)
    assert decide([*exits, last], has_safe_mode) == decide([last], has_safe_mode)


@given(some_exits)
def test_only_a_child_with_a_safe_mode_enters_it(exits: list[Exit]) -> None:
    normal = [Exit(past.code, past.well_s, hung=past.hung) for past in exits]
    decision = decide(normal, has_safe_mode=False)
    assert isinstance(decision, GiveUp) or not decision.safe_mode


@given(some_exits)
def test_safe_mode_is_not_left_by_crashing(exits: list[Exit]) -> None:
    decision = decide([*exits, SAFE_ABORT], has_safe_mode=True)
    assert isinstance(decision, GiveUp) or decision.safe_mode


@given(some_exits, st.sampled_from([-6, -9, 1]))
def test_one_more_crash_never_ends_a_giving_up(exits: list[Exit], code: int) -> None:
    crashed_out = [*exits, *[SAFE_ABORT] * 5]
    assert decide(crashed_out, has_safe_mode=True) == CRASHES_ON
    assert decide([*crashed_out, Exit(code, 0, safe_mode=True)], has_safe_mode=True) == CRASHES_ON


@given(some_exits, st.booleans())
def test_what_is_remembered_is_enough_to_decide(exits: list[Exit], has_safe_mode: bool) -> None:
    """No exits in safe mode before those outside: safe mode is not left by itself."""
    in_order = sorted(exits, key=lambda past: past.safe_mode)
    whole, remembered = decide(in_order, has_safe_mode), decide(in_order[-REMEMBERED_EXITS:], has_safe_mode)
    assert whole == remembered
