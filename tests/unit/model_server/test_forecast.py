"""Owns the guess when an answer begins: right when everything goes on as it did."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.model_server.generation.forecast import Forecast


def learned(tokens_per_s: float, prompt: int, answer: int) -> Forecast:
    forecast = Forecast()
    for _ in range(300):
        forecast.stepped(int(tokens_per_s), 1.0)
        forecast.finished(prompt, answer)
    return forecast


STAYS = float("inf")


def test_with_free_places_one_begins_at_once() -> None:
    assert Forecast().start_s([], 3, [STAYS, STAYS]) == 0.0
    assert Forecast().start_s([], 8, []) == 0.0


def test_the_first_takes_the_place_of_the_one_that_ends_first() -> None:
    assert learned(100, 50, 50).start_s([200.0, 100.0], 0, []) == pytest.approx(2.0, rel=0.01)


def test_a_long_line_moves_as_fast_as_answers_end() -> None:
    waits = learned(100, 50, 50).start_s([100.0] * 4, 0, [STAYS] * 39)
    assert waits == pytest.approx(40 * 1.0, rel=0.1)  # each answer is 100 tokens of work


def test_who_gives_up_before_their_turn_is_not_waited_for() -> None:
    forecast = learned(100, 50, 50)
    alone = forecast.start_s([200.0], 0, [])
    assert forecast.start_s([200.0], 0, [1.9, 0.0, 1.0]) == pytest.approx(alone)
    assert forecast.start_s([200.0], 0, [2.5, 0.0, 1.0]) == pytest.approx(alone + 1.0, rel=0.01)


def test_a_step_that_took_no_time_teaches_nothing() -> None:
    forecast = Forecast()
    before = forecast.tokens_per_s
    forecast.stepped(10, 0.0)
    assert forecast.tokens_per_s == before


def test_an_answer_longer_than_usual_is_not_taken_for_finished() -> None:
    forecast = learned(100, 0, 80)
    assert forecast.work_left(0, 30, 500) == pytest.approx(50, rel=0.01)
    assert forecast.work_left(0, 200, 500) == pytest.approx(20, rel=0.01)
    assert forecast.work_left(7, 499, 500) == pytest.approx(8)


class Meddling(float):
    """A number at whose every comparison another answer is finished, as the engine's thread may at any moment."""

    def __new__(cls, value: float, forecast: Forecast) -> Meddling:
        number = super().__new__(cls, value)
        number.forecast = forecast
        return number

    forecast: Forecast

    def __lt__(self, other: float) -> bool:
        self.forecast.finished(10, 500)
        return float(self) < other


def test_while_it_is_asked_more_may_be_learned() -> None:
    forecast = learned(100, 0, 80)
    assert forecast.work_left(0, Meddling(30, forecast), 500) == pytest.approx(50)  # type: ignore[arg-type]


@given(st.lists(st.floats(0, 1000), max_size=8), st.lists(st.floats(0, 100), max_size=40), st.floats(1, 500))
def test_nobody_begins_before_who_stands_in_front(running: list[float], ahead: list[float], speed: float) -> None:
    forecast = learned(speed, 20, 20)
    waits = [forecast.start_s(running, 8 - len(running), ahead[:at]) for at in range(len(ahead) + 1)]
    assert waits == sorted(waits)
    assert waits[0] >= 0
