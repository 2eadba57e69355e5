"""Judging one run of a child from the looks at it, second by second."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from appliance.supervisor.children import Child, Condition, OverHttp
from appliance.supervisor.probe import Look
from appliance.supervisor.watch import Watch

CHAT = Child("chat", (), OverHttp(8602), start_timeout_s=60, stuck_after_s=120)
API = Child("api", (), OverHttp(8601), must_be=Condition.ALIVE, start_timeout_s=60)

SILENT = Look(alive=False)
LOADING = Look(alive=True)
READY = Look(alive=True, ready=True)
SILENT_MISS = "It did not answer 3 times in a row"
STUCK = "It was busy for 120 s without any progress"
NOT_READY = "It was not ready after 60 s"


def busy(progress: int) -> Look:
    return Look(alive=True, ready=True, busy=True, progress=progress)


def judge(child: Child, *looks: tuple[float, Look]) -> list[str | None]:
    watch = Watch(child, started_at=0)
    return [watch.see(look, at) for at, look in looks]


def test_silence_while_it_starts_is_borne_until_its_time_is_over() -> None:
    said = judge(CHAT, *((at, SILENT) for at in range(10, 70, 10)))
    assert said == [None] * 5 + [NOT_READY]


def test_alive_is_not_enough_for_a_model() -> None:
    assert judge(CHAT, (10, LOADING), (59, LOADING), (60, LOADING)) == [None, None, NOT_READY]


def test_alive_is_enough_for_the_api() -> None:
    assert judge(API, (10, LOADING), (600, LOADING)) == [None, None]


def test_three_misses_in_a_row_after_it_was_well() -> None:
    said = judge(CHAT, (1, READY), (2, SILENT), (3, SILENT), (4, READY), (5, SILENT), (6, SILENT), (7, SILENT))
    assert said == [None] * 6 + [SILENT_MISS]


def test_busy_without_progress_is_stuck() -> None:
    assert judge(CHAT, (1, READY), (2, busy(7)), (121, busy(7)), (122, busy(7))) == [None, None, None, STUCK]


def test_busy_with_progress_is_work_however_long() -> None:
    assert set(judge(CHAT, *((at, busy(at // 60)) for at in range(0, 3600, 10)))) == {None}


def test_idle_without_progress_is_rest() -> None:
    assert judge(CHAT, (1, READY), (1000, READY)) == [None, None]


def test_the_clock_of_being_stuck_starts_with_the_work() -> None:
    assert judge(CHAT, (1, READY), (1000, READY), (1001, busy(0)), (1119, busy(0)), (1120, busy(0))) == [
        *[None] * 4,
        STUCK,
    ]


def test_one_that_lost_its_readiness_has_as_long_as_a_start_to_come_back() -> None:
    assert judge(CHAT, (1, READY), (100, LOADING), (159, LOADING), (160, LOADING)) == [*[None] * 3, NOT_READY]
    assert judge(CHAT, (1, READY), (100, LOADING), (159, READY), (1000, READY)) == [None] * 4


def test_being_well_is_counted_from_the_moment_it_could_work() -> None:
    watch = Watch(CHAT, started_at=0)
    watch.see(LOADING, at=30)
    assert watch.well_s(at=40) == 0
    watch.see(READY, at=50)
    assert watch.well_s(at=80) == 30
    watch.see(LOADING, at=90)
    assert watch.well_s(at=100) == 0


looks = st.builds(Look, st.booleans(), st.booleans(), st.booleans(), st.integers(0, 3))


@given(st.lists(st.tuples(st.floats(0.1, 60), looks), max_size=60))
def test_nothing_wrong_lasts_for_ever(seen: list[tuple[float, Look]]) -> None:
    """Whatever was seen: silence that lasts, or work that does not move, is always found in the end."""
    at, silent, stuck = 0.0, Watch(CHAT, started_at=0), Watch(CHAT, started_at=0)
    for pause, look in seen:
        at += pause
        silent.see(look, at)
        stuck.see(look, at)
    stuck.see(busy(9), at + 1)
    assert any(silent.see(SILENT, at + 30 * n) for n in range(1, 4))
    assert stuck.see(busy(9), at + 122) is not None
