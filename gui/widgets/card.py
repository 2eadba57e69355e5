"""Owns surfaces: cards with a heading, and thin rules between rows."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gui.widgets.text import Text

MARGIN = 18


class Card(QFrame):
    """A white surface with round corners; `column` takes what stands on it, below the heading."""

    def __init__(self, heading: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self.column.setSpacing(4)
        if heading:
            self.setAccessibleName(heading)
            self.column.addWidget(Text(heading, "heading"))
            self.column.addSpacing(6)


class Rule(QFrame):
    """A thin line between two rows."""
