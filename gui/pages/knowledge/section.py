"""Owns what all sections of Knowledge share: the note of problems, and calls whose failures are told there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from appliance.contract.problems import Problem
from gui.pages.page import Around, Page
from gui.poll import Poll
from gui.presenters.problem import lost_view, problem_view
from gui.widgets.problem_note import ProblemNote
from gui.widgets.text import Text

if TYPE_CHECKING:
    from appliance.client import Client

T = TypeVar("T")


class Section(Page):
    """Asks the box only while it is shown; every failure is told in its note."""

    def __init__(self, around: Around, name: str) -> None:
        super().__init__(around, name)
        self.note = ProblemNote()
        self.line = Text(look="soft")
        self._is_lost = False

    def watch(self, ask: Callable[[Client], T], take: Callable[[T], None], every_ms: int) -> Poll:
        """Ask again and again; when nothing comes back, what was heard last stays and the note says so."""

        def heard(result: T) -> None:
            if self._is_lost:
                self._is_lost = False
                self.note.hide()
            take(result)

        return self.poll(Poll(self.around.box, ask, heard, self._lost, every_ms, self))

    def ask(self, use: Callable[[Client], T], done: Callable[[T], None]) -> None:
        """Do something once."""
        self.around.box.call(use, done, self.failed)

    def failed(self, problem: Problem, subject: str = "") -> None:
        self.note.present(problem_view(problem, subject))

    def head(self, *right: QWidget) -> QHBoxLayout:
        """The first row of a section: its line, and buttons beside it."""
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.line, 1)
        _beside(row, right)
        return row

    def _lost(self, problem: Problem) -> None:
        self._is_lost = True
        self.note.present(lost_view(problem))


def _beside(row: QHBoxLayout, widgets: Sequence[QWidget]) -> None:
    for widget in widgets:
        row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
