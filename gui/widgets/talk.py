"""Owns the column of bubbles: it grows at its foot and stays there unless the owner scrolled up."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from gui.presenters.conversations import Voice
from gui.translation import tr
from gui.widgets.bubble import Bubble

SHARE = 0.66
# Older bubbles go, so that a window left open for days stays light.
MOST = 200


class Talk(QScrollArea):
    """Bubbles, oldest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("Conversation"))
        self.bubbles: list[Bubble] = []
        self._holders: list[QWidget] = []
        body = QWidget()
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, 12, 0)
        self._column.setSpacing(10)
        self._column.addStretch(1)
        self.setWidget(body)
        self._at_foot = True
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(lambda value: setattr(self, "_at_foot", value >= bar.maximum() - 4))
        bar.rangeChanged.connect(lambda _low, high: bar.setValue(high) if self._at_foot else None)

    def add(self, bubble: Bubble) -> None:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(bubble)
        if bubble.voice is not Voice.VISITOR:
            row.insertStretch(0, 1)
        if bubble.voice in (Voice.VISITOR, Voice.NOTE):
            row.addStretch(1)
        self._column.insertWidget(self._column.count() - 1, holder, 0, Qt.AlignmentFlag.AlignTop)
        self.bubbles.append(bubble)
        self._holders.append(holder)
        self._at_foot = True
        bubble.fit(self._room())
        if len(self.bubbles) > MOST:
            self._drop(0)

    def clear(self) -> None:
        while self.bubbles:
            self._drop(0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for bubble in self.bubbles:
            bubble.fit(self._room())

    def _room(self) -> int:
        return max(260, int(self.viewport().width() * SHARE))

    def _drop(self, at: int) -> None:
        del self.bubbles[at]
        holder = self._holders.pop(at)
        self._column.removeWidget(holder)
        holder.hide()
        holder.deleteLater()
