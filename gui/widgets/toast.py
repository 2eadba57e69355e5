"""Owns the short notice at the foot of the window: something was done. It goes by itself and is read aloud."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from gui.widgets.text import Text

SHOWN_MS = 5_000
FROM_BELOW = 24


class Toast(QFrame):
    """Floats over its parent; a new notice takes the place of the old one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self.words = Text(wrap=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 12, 18, 12)
        row.addWidget(self.words)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, words: str) -> None:
        self.words.say(words)
        self.place()
        self.show()
        self.raise_()
        self._timer.start()
        announce(self, words)

    def place(self) -> None:
        """Back to the middle of the foot, after the window changed its size."""
        self.adjustSize()
        room = self._room.rect()
        self.move((room.width() - self.width()) // 2, room.height() - self.height() - FROM_BELOW)


def announce(widget: QWidget, words: str) -> None:
    """Let a screen reader say something once, when it has time."""
    event = QAccessibleAnnouncementEvent(widget, words)
    event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
    QAccessible.updateAccessibility(event)
