"""Owns labels. Text from visitors and documents is never read as markup."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

BADGE_HEIGHT = 24


class Text(QLabel):
    """Plain words that wrap. `look` is one of the looks in panel.qss: title, heading, strong, soft …"""

    def __init__(self, words: str = "", look: str = "", wrap: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if look:
            self.setProperty("look", look)

    def say(self, words: str) -> None:
        """Change the words only when they are others, so that nothing flickers; empty words take no room."""
        if words != self.text():
            self.setText(words)

    def plain(self) -> str:
        """What is to be read, without markup."""
        return self.text()


class OneLine(Text):
    """Words on one line; what does not fit is cut with an ellipsis, and shown whole on hover."""

    def __init__(self, words: str = "", look: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, look, wrap=False, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self.text() if shown != self.text() else "")
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class Badge(Text):
    """A word or two in a coloured capsule."""

    def __init__(self, words: str = "", tone: str = "quiet", parent: QWidget | None = None) -> None:
        super().__init__(words, "badge", wrap=False, parent=parent)
        self.setProperty("tone", tone)
        self.setFixedHeight(BADGE_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
