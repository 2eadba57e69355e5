"""Owns what all pages share: the frame that scrolls, polls that run only while somebody looks, what is around them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from gui.box import Box
from gui.poll import Poll
from gui.watch import Watch
from gui.widgets.text import Text

MARGIN, TOP, FOOT, SPACING = 30, 22, 16, 16
WIDEST = 1_240


class Go(Protocol):
    def __call__(self, key: str, looking_for: str = "", section: str = "", /) -> None: ...


@dataclass(frozen=True, slots=True)
class Around:
    """What a page may use. `now` is aware, local; `monotonic` in seconds; `go` opens a page by its key
    and a section of it, `tell` counts what needs the owner there."""

    box: Box
    watch: Watch
    now: Callable[[], datetime]
    monotonic: Callable[[], float]
    go: Go
    toast: Callable[[str], None]
    tell: Callable[[str, int], None]


class Page(QWidget):
    """One page. Its polls run only while it is shown."""

    def __init__(self, around: Around, name: str) -> None:
        super().__init__()
        self.around = around
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(name)
        self._polls: list[Poll] = []

    def poll(self, poll: Poll) -> Poll:
        self._polls.append(poll)
        return poll

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        for poll in self._polls:
            poll.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        for poll in self._polls:
            poll.stop()

    def arrive(self, looking_for: str = "", section: str = "") -> None:
        """Called when the owner opened the page, with what they are looking for and in which section, if known."""


def title_row(title: Text, line: Text, *right: QWidget) -> QHBoxLayout:
    """The head of a page: its title, a line below, and its primary button."""
    words = QVBoxLayout()
    words.setSpacing(6)
    words.addWidget(title)
    words.addWidget(line)
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addLayout(words, 1)
    for widget in right:
        row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
    return row


def scrolling(page: QWidget, margins: tuple[int, int, int, int] = (MARGIN, TOP, MARGIN, FOOT)) -> QVBoxLayout:
    """The column of a page that scrolls when the window is small or the text is large."""
    body = QFrame()
    body.setObjectName("page_body")
    body.setMaximumWidth(WIDEST)
    column = QVBoxLayout(body)
    column.setContentsMargins(*margins)
    column.setSpacing(SPACING)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(body)
    outer = QVBoxLayout(page)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.addWidget(area)
    return column
