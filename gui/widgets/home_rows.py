"""Owns the rows of Home's cards: a need, a part of the box, an answered question."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.presenters.home import AnswerView, PartView
from gui.presenters.needs import NeedView
from gui.theme.restyle import restyle
from gui.widgets.button import button
from gui.widgets.sign import Sign
from gui.widgets.text import Badge, OneLine, Text

# Times stand below each other, whatever they say.
TOOK_WIDTH, ASKED_WIDTH = 48, 110


class NeedRow(QWidget):
    """What needs the owner, with the button that helps."""

    def __init__(self, help_with: Callable[[NeedView], None]) -> None:
        super().__init__()
        self._view: NeedView | None = None
        self.title = Text(look="strong")
        self.detail = OneLine(look="soft")
        self.help = button("", lambda: help_with(self._view) if self._view else None)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(self.title)
        words.addWidget(self.detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 10, 0, 10)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self.help, 0, Qt.AlignmentFlag.AlignVCenter)

    def present(self, view: NeedView) -> None:
        self._view = view
        self.title.say(view.title)
        self.detail.say(view.detail)
        self.detail.setVisible(bool(view.detail))
        self.help.setText(view.button)
        self.help.setAccessibleName(view.button)
        self.help.setAccessibleDescription(view.title)


class PartRow(QWidget):
    """One part of the box with its state."""

    def __init__(self) -> None:
        super().__init__()
        self._sign = Sign("quiet", 18)
        self.name = OneLine()
        self.state = Text(look="soft", wrap=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 10, 0, 10)
        row.setSpacing(10)
        row.addWidget(self._sign)
        row.addWidget(self.name, 1)
        row.addWidget(self.state)

    def present(self, view: PartView) -> None:
        self._sign.use(view.tone)
        restyle(self._sign, tone=view.tone)
        self.name.say(view.name)
        self.state.say(view.state)


class AnswerRow(QWidget):
    """One question with its answer, which rung it came from, how long it took and when it was."""

    def __init__(self) -> None:
        super().__init__()
        self.words = OneLine()
        self.badge = Badge()
        self.took = Text(look="soft", wrap=False)
        self.asked = Text(look="soft", wrap=False)
        for text, width in ((self.took, TOOK_WIDTH), (self.asked, ASKED_WIDTH)):
            text.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            text.setMinimumWidth(width)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 9, 0, 9)
        row.setSpacing(10)
        row.addWidget(self.words, 1)
        for part in (self.badge, self.took, self.asked):
            row.addWidget(part)

    def present(self, view: AnswerView) -> None:
        self.words.say(view.words)
        self.badge.say(view.badge)
        restyle(self.badge, tone=view.tone)
        self.took.say(view.took)
        self.asked.say(view.asked)
        self.asked.setToolTip(view.asked_exactly)
