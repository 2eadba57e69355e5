"""How much of a prompt goes into a step: little while someone reads, more when nobody does."""

from __future__ import annotations

from appliance.model_server.generation.pace import ALONE_S, GAP_S, LEAST, Pace


def learned(token_s: float, most: int = 512) -> Pace:
    pace = Pace(most)
    for _ in range(40):
        pace.took(100, 100 * token_s)
    return pace


def test_a_step_lasts_about_as_long_as_a_reader_does_not_notice() -> None:
    room = learned(0.005).prompt_room(someone_reads=True)
    assert abs(room * 0.005 - GAP_S) < 0.01


def test_with_nobody_reading_steps_are_longer() -> None:
    room = learned(0.005).prompt_room(someone_reads=False)
    assert abs(room * 0.005 - ALONE_S) < 0.01


def test_a_fast_machine_fills_the_whole_batch() -> None:
    assert learned(0.00001).prompt_room(someone_reads=True) == 512


def test_a_very_slow_machine_still_gets_ahead() -> None:
    assert learned(3.0).prompt_room(someone_reads=True) == LEAST


def test_steps_that_only_write_answers_teach_nothing_about_prompts() -> None:
    pace = learned(0.005)
    before = pace.prompt_room(someone_reads=True)
    for _ in range(100):
        pace.took(8, 5.0)
    assert pace.prompt_room(someone_reads=True) == before
