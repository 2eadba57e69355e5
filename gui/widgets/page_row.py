"""Owns a row for one page of the website: what became of it, its title, where it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.presenters.website import PageView
from gui.theme.restyle import restyle
from gui.widgets.text import Badge, OneLine

# Titles stand below each other, whatever became of their pages.
BADGES_WIDTH = 100


class PageRow(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.badge = Badge()
        self.title = OneLine()
        self.url = OneLine(look="soft")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 9, 0, 9)
        row.setSpacing(12)
        column = QWidget()
        column.setFixedWidth(BADGES_WIDTH)
        inside = QHBoxLayout(column)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(column)
        row.addWidget(self.title, 2)
        row.addWidget(self.url, 3)

    def present(self, view: PageView) -> None:
        self.badge.say(view.badge)
        restyle(self.badge, tone=view.tone)
        self.title.say(view.title)
        self.url.say(view.url)
