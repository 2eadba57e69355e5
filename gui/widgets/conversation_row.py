"""Owns one conversation in the list: what was asked last, when, and whether it needs a person."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from gui.presenters.conversations import RowView
from gui.theme.restyle import restyle
from gui.translation import tr
from gui.widgets.text import Badge, OneLine, Text


class ConversationRow(QPushButton):
    """Opens its conversation. The chosen one has a surface of its own."""

    def __init__(self, choose: Callable[[str], None]) -> None:
        super().__init__()
        self._id = ""
        self.setCheckable(True)
        self.setProperty("look", "conversation")
        self.who = Text(tr("Visitor"), "strong", wrap=False)
        self.badge = Badge()
        self.when = Text(look="soft", wrap=False)
        self.line = OneLine(look="soft")
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.who)
        top.addWidget(self.badge)
        top.addStretch(1)
        top.addWidget(self.when)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(2)
        column.addLayout(top)
        column.addWidget(self.line)
        self.clicked.connect(lambda: choose(self._id))

    def present(self, view: RowView) -> None:
        self._id = view.id
        self.line.say(view.line)
        self.when.say(view.when)
        self.when.setToolTip(view.when_exactly)
        self.badge.say(view.badge)
        self.badge.setVisible(bool(view.badge))
        restyle(self.badge, tone=view.tone)
        self.setChecked(view.chosen)
        self.setAccessibleName(view.line)
        self.setAccessibleDescription(" · ".join(part for part in (view.badge, view.when) if part))
