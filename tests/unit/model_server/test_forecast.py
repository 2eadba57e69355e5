"""Owns the guess of how much is still to come, and what it costs: learned from what was."""

from __future__ import annotations

import pytest

from appliance.model_server.generation.forecast import Forecast
from appliance.model_server.generation.turns import Work


def learned(answer: int, prompt: int = 0) -> Forecast:
    forecast = Forecast()
    for _ in range(300):
        forecast.finished(prompt, answer)
    return forecast


def test_writing_and_reading_are_learned_apart() -> None:
    forecast = Forecast()
    for _ in range(300):
        forecast.stepped(0, 4, 0.08)
        forecast.stepped(100, 4, 0.28)
    assert forecast.costs.write_s == pytest.approx(0.02, rel=0.01)
    assert forecast.costs.read_s == pytest.approx(0.002, rel=0.01)


@pytest.mark.parametrize(("read", "written", "seconds"), [(10, 2, 0.0), (0, 0, 1.0), (2, 1, 1.0)])
def test_a_step_that_says_little_teaches_no_cost(read: int, written: int, seconds: float) -> None:
    forecast = Forecast()
    before = forecast.costs
    forecast.stepped(read, written, seconds)
    assert forecast.costs == before


def test_the_usual_answer_is_one_in_the_middle() -> None:
    forecast = learned(answer=20, prompt=150)
    for _ in range(90):
        forecast.finished(150, 500)
    assert forecast.usual.answer == 20
    assert forecast.usual.prompt == pytest.approx(150, rel=0.01)


def test_an_answer_longer_than_usual_is_not_taken_for_finished() -> None:
    forecast = learned(answer=80)
    assert forecast.work_left(0, 30, 500).answer == 50
    assert forecast.work_left(0, 200, 500).answer == 20
    assert forecast.work_left(7, 499, 500) == Work(7, 1)


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
    forecast = learned(answer=80)
    assert forecast.work_left(0, Meddling(30, forecast), 500).answer == 50  # type: ignore[arg-type]
