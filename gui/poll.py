"""Owns asking the same thing again and again, for as long as somebody looks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer

from appliance.contract.problems import Problem
from gui.background import Failed
from gui.box import Box

if TYPE_CHECKING:
    from appliance.client import Client

T = TypeVar("T")


class Poll(QObject):
    """Asks once on `start` and again `every_ms` after each answer; never twice at the same moment."""

    def __init__(
        self,
        box: Box,
        ask: Callable[[Client], T],
        done: Callable[[T], None],
        failed: Failed,
        every_ms: int,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._asking = False
        self._wanted = False
        self._again = False
        self._timer = QTimer(self, singleShot=True, interval=every_ms)
        self._timer.timeout.connect(self.now)

        def answered(result: T) -> None:
            self._next()
            done(result)

        def refused(problem: Problem) -> None:
            self._next()
            failed(problem)

        self._send: Callable[[], None] = lambda: box.call(ask, answered, refused)

    @property
    def waiting(self) -> bool:
        """An answer came, and the time to the next question runs."""
        return self._timer.isActive()

    def start(self) -> None:
        self._wanted = True
        self.now()

    def stop(self) -> None:
        self._wanted = False
        self._timer.stop()

    def every(self, milliseconds: int) -> None:
        """Wait this long after each answer from now on."""
        self._timer.setInterval(milliseconds)

    def now(self) -> None:
        """Ask at once; when an answer is still under way, once more after it."""
        self._timer.stop()
        if self._asking:
            self._again = True
            return
        self._asking = True
        self._send()

    def _next(self) -> None:
        self._asking = False
        if self._again:
            self._again = False
            self.now()
        elif self._wanted:
            self._timer.start()
