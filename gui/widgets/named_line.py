"""Owns a row of two lines: a name, and what is said of it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.widgets.text import OneLine, Text


class NamedLine(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.name = OneLine(look="strong")
        self.words = Text(look="soft")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 9, 0, 9)
        column.setSpacing(3)
        column.addWidget(self.name)
        column.addWidget(self.words)

    def present(self, line: tuple[str, str]) -> None:
        name, words = line
        self.name.say(name)
        self.words.say(words)
        self.words.setVisible(bool(words))
