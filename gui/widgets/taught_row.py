"""Owns a row for an answer that the owner taught, with what can be done to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.presenters.teaching import TaughtView
from gui.theme.restyle import restyle
from gui.translation import tr
from gui.widgets.button import button
from gui.widgets.text import Badge, Text


@dataclass(frozen=True, slots=True)
class TaughtActs:
    """What the buttons of a row do with its answer."""

    change: Callable[[TaughtView], None]
    undo: Callable[[TaughtView], None]
    remove: Callable[[TaughtView], None]


class TaughtRow(QWidget):
    def __init__(self, acts: TaughtActs) -> None:
        super().__init__()
        self._view: TaughtView | None = None
        self.question = Text(look="strong")
        self.text = Text()
        self.detail = Text(look="soft")
        self.state = Badge()
        self.change = button(tr("Change"), lambda: self._do(acts.change))
        self.undo = button(tr("Undo"), lambda: self._do(acts.undo), "quiet")
        self.remove = button(tr("Remove"), lambda: self._do(acts.remove), "quiet")
        words = QVBoxLayout()
        words.setSpacing(3)
        for text in (self.question, self.text, self.detail):
            words.addWidget(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 10, 0, 10)
        row.setSpacing(10)
        row.addLayout(words, 1)
        for each in (self.state, self.change, self.undo, self.remove):
            row.addWidget(each, 0, Qt.AlignmentFlag.AlignVCenter)

    def present(self, view: TaughtView) -> None:
        self._view = view
        self.question.say(view.question)
        self.text.say(view.text)
        self.detail.say(view.detail)
        self.state.say(view.state)
        restyle(self.state, tone=view.tone)
        for each in (self.change, self.undo, self.remove):
            each.setAccessibleDescription(view.question)
        undo = tr("Bring back") if view.is_removed else tr("Undo")
        self.undo.setText(undo)
        self.undo.setAccessibleName(undo)
        self.change.setVisible(not view.is_removed)
        self.remove.setVisible(not view.is_removed)

    def _do(self, act: Callable[[TaughtView], None]) -> None:
        if self._view:
            act(self._view)
