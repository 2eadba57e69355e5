"""Owns the guess when each in line begins: right when everything goes on as it did."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.model_server.generation.turns import Costs, Work, starts_s

STAYS = float("inf")
COSTS = Costs(read_s=0.005, write_s=0.01)
USUAL = Work(100, 20)
ROOM = 50


def starts(running: list[Work], free: int, ahead: list[float]) -> list[float]:
    return starts_s(running, free, ahead, USUAL, COSTS, ROOM)


def test_with_free_places_one_begins_at_once() -> None:
    assert starts([], 3, [STAYS, STAYS]) == [0.0, 0.0, 0.0]
    assert starts([Work(10, 10)], 1, []) == [0.0]


def test_answers_that_are_written_together_share_the_machine() -> None:
    assert starts([Work(0, 30), Work(0, 10)], 0, []) == pytest.approx([10 * 2 * 0.01])


def test_while_a_prompt_is_read_every_word_takes_as_long_as_a_step() -> None:
    # Four steps of 50 tokens, in each of which the other answer gains one word, then the last two words of it.
    waits = starts([Work(0, 6), Work(200, 100)], 0, [])
    assert waits == pytest.approx([4 * (50 * 0.005 + 0.01) + 2 * 2 * 0.01])


def test_the_shorter_prompt_is_read_first() -> None:
    waits = starts([Work(300, 1), Work(50, 1)], 0, [])
    assert waits == pytest.approx([2 * 50 * 0.005 + 0.01])


def test_a_long_line_moves_as_fast_as_answers_end() -> None:
    each = 100 * 0.005 + 20 * 0.01
    waits = starts([Work(100, 20)] * 4, 0, [STAYS] * 39)
    assert waits[-1] == pytest.approx(40 * each, rel=0.15)


def test_who_gives_up_before_their_turn_is_not_waited_for() -> None:
    running, each = [Work(0, 100)], 100 * 0.005 + 20 * 0.01
    assert starts(running, 0, [0.9, 0.0, 0.5]) == pytest.approx([1.0] * 4)
    assert starts(running, 0, [1.5, 0.0, 0.5]) == pytest.approx([1.0, *[1.0 + each] * 3])


WORKS = st.lists(st.builds(Work, st.floats(0, 500), st.floats(0, 200)), max_size=8)
SECONDS = st.floats(0.0001, 1)


@given(WORKS, st.lists(st.floats(0, 100), max_size=40), st.builds(Costs, SECONDS, SECONDS), st.integers(1, 500))
def test_nobody_begins_before_who_stands_in_front(
    running: list[Work], ahead: list[float], costs: Costs, room: int
) -> None:
    waits = starts_s(running, 8 - len(running), ahead, USUAL, costs, room)
    assert len(waits) == len(ahead) + 1
    assert waits == sorted(waits)
    assert waits[0] >= 0
