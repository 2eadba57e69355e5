"""Owns the only threads of the panel: results come back in the window's thread, nothing waits there."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from appliance.contract.problems import ErrorCode, Problem, Refused
from gui import background as background_module
from gui.background import MOST_UNDER_WAY, Background

WAIT_S = 10


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    result = Background()
    yield result
    result.close()


class Heard:
    """Keeps what was delivered, and in which thread."""

    def __init__(self) -> None:
        self.values: list[object] = []
        self.problems: list[Problem] = []
        self.ended = 0
        self.threads: set[threading.Thread] = set()

    def value(self, value: object) -> None:
        self.values.append(value)
        self.threads.add(threading.current_thread())

    def failed(self, problem: Problem) -> None:
        self.problems.append(problem)
        self.threads.add(threading.current_thread())

    def done(self) -> None:
        self.ended += 1


def test_a_call_runs_beside_the_window_and_comes_back_into_it(qtbot: QtBot, background: Background) -> None:
    heard = Heard()
    background.call(threading.current_thread, heard.value, heard.failed)
    assert heard.values == []
    qtbot.waitUntil(lambda: len(heard.values) == 1)
    assert heard.values[0] is not threading.main_thread()
    assert heard.threads == {threading.main_thread()}


def test_a_known_error_arrives_as_a_problem(qtbot: QtBot, background: Background) -> None:
    heard = Heard()

    def refuse() -> None:
        raise Refused(ErrorCode.TOO_LARGE, "At most 20 MB.")

    background.call(refuse, heard.value, heard.failed)
    qtbot.waitUntil(lambda: len(heard.problems) == 1)
    assert (heard.problems[0].code, heard.problems[0].detail) == (ErrorCode.TOO_LARGE, "At most 20 MB.")
    assert heard.threads == {threading.main_thread()}


def test_an_unknown_error_arrives_too_and_is_logged(
    qtbot: QtBot, background: Background, caplog: pytest.LogCaptureFixture
) -> None:
    heard = Heard()
    background.call(lambda: 1 // 0, heard.value, heard.failed)
    qtbot.waitUntil(lambda: len(heard.problems) == 1)
    assert heard.problems[0].code is ErrorCode.INTERNAL
    assert "ZeroDivisionError" in heard.problems[0].title
    assert "ZeroDivisionError" in caplog.text


def test_a_stream_is_delivered_in_order_and_then_ends(qtbot: QtBot, background: Background) -> None:
    heard = Heard()
    background.stream(lambda: iter(range(100)), heard.value, heard.done, heard.failed)
    qtbot.waitUntil(lambda: heard.ended == 1)
    assert heard.values == list(range(100))


def test_a_stream_that_breaks_keeps_what_came_before(qtbot: QtBot, background: Background) -> None:
    heard = Heard()

    def breaking() -> Iterator[str]:
        yield "first"
        raise Refused(ErrorCode.CANCELLED, "It was stopped.")

    background.stream(breaking, heard.value, heard.done, heard.failed)
    qtbot.waitUntil(lambda: len(heard.problems) == 1)
    assert heard.values == ["first"]
    assert heard.ended == 0


def test_a_cancelled_stream_delivers_nothing_more_and_is_closed(qtbot: QtBot, background: Background) -> None:
    heard, go_on, closed = Heard(), threading.Event(), threading.Event()

    def slow() -> Iterator[str]:
        try:
            yield "first"
            go_on.wait(WAIT_S)
            yield "second"
        finally:
            closed.set()

    stream = background.stream(slow, heard.value, heard.done, heard.failed)
    qtbot.waitUntil(lambda: heard.values == ["first"])
    stream.cancel()
    go_on.set()
    qtbot.waitUntil(closed.is_set)
    after = Heard()
    background.call(lambda: "later", after.value, after.failed)
    qtbot.waitUntil(lambda: after.values == ["later"])
    assert heard.values == ["first"]
    assert heard.ended == 0


def test_a_box_that_hangs_does_not_let_calls_pile_up(qtbot: QtBot, background: Background) -> None:
    heard, go_on = Heard(), threading.Event()
    for _ in range(MOST_UNDER_WAY + 1):
        background.call(lambda: go_on.wait(WAIT_S), heard.value, heard.failed)
    qtbot.waitUntil(lambda: len(heard.problems) == 1)
    assert heard.problems[0].code is ErrorCode.BUSY
    go_on.set()
    qtbot.waitUntil(lambda: len(heard.values) == MOST_UNDER_WAY)
    background.call(lambda: "free again", heard.value, heard.failed)
    qtbot.waitUntil(lambda: heard.values[-1] == "free again")


def test_a_closed_panel_hears_nothing_more(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background_module, "LAST_WAIT_MS", 10)
    heard, go_on, ended = Heard(), threading.Event(), threading.Event()

    def hanging() -> None:
        go_on.wait(WAIT_S)
        ended.set()

    background = Background()
    background.call(hanging, heard.value, heard.failed)
    background.close()
    go_on.set()
    qtbot.waitUntil(ended.is_set)
    later = Heard()
    other = Background()
    other.call(lambda: None, later.value, later.failed)
    qtbot.waitUntil(lambda: later.values == [None])
    other.close()
    assert heard.values == []
