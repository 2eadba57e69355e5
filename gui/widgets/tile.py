"""Owns a tile: one number with what it counts and a note."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.presenters.home import TileView
from gui.widgets.card import Card
from gui.widgets.text import OneLine, Text


class Tile(Card):
    """Read aloud as one sentence: label, number, note."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.label = OneLine(look="soft")
        self.value = Text(look="number", wrap=False)
        self.note = OneLine(look="soft")
        for part in (self.label, self.value, self.note):
            self.column.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def present(self, view: TileView) -> None:
        self.label.say(view.label)
        self.value.say(view.value)
        self.note.say(view.note)
        self.setAccessibleName(f"{view.label}: {view.value}, {view.note}")
