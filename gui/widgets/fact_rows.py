"""Owns how facts stand on a page: a card for each group with a line for each fact, and what documents propose."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.presenters.facts import FactGroup, FactLine
from gui.presenters.proposals import ProposalView
from gui.theme.restyle import restyle
from gui.translation import tr
from gui.widgets.button import button
from gui.widgets.card import Card
from gui.widgets.rows import Rows
from gui.widgets.text import Badge, Text

NAME_WIDTH = 180


class FactRow(QWidget):
    """What it is about on the left, its words beside it, a flag below them."""

    def __init__(self) -> None:
        super().__init__()
        self.name = Text(look="strong")
        self.name.setFixedWidth(NAME_WIDTH)
        self.words = Text()
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.flag = Badge()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 9, 0, 9)
        row.setSpacing(16)
        row.addWidget(self.name, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self.words)
        column.addWidget(self.flag)
        row.addLayout(column, 1)

    def present(self, line: FactLine) -> None:
        self.name.say(line.name)
        self.words.say(line.words)
        self.words.setAccessibleName(f"{line.name}: {line.words}")
        self.flag.say(line.flag)
        restyle(self.flag, tone=line.tone)
        self.flag.setVisible(bool(line.flag))


class FactCard(Card):
    """One group of facts under its heading."""

    def __init__(self, group: FactGroup) -> None:
        super().__init__(group.heading)
        self.rows: Rows[FactLine] = Rows(FactRow, group.empty)
        self.column.addWidget(self.rows)

    def present(self, group: FactGroup) -> None:
        self.rows.present(group.lines)


class ProposalRow(QWidget):
    """A fact that a document states, with its quote; `confirm` and `dismiss` get its id."""

    def __init__(self, confirm: Callable[[str], None], dismiss: Callable[[str], None]) -> None:
        super().__init__()
        self._id = ""
        self.words = Text(look="strong")
        self.quote = Text(look="soft")
        self.instead = Text(look="warn")
        self.confirm = button(tr("Confirm"), lambda: confirm(self._id))
        self.dismiss = button(tr("Dismiss"), lambda: dismiss(self._id), "quiet")
        column = QVBoxLayout()
        column.setSpacing(3)
        for text in (self.words, self.instead, self.quote):
            column.addWidget(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 10, 0, 10)
        row.setSpacing(10)
        row.addLayout(column, 1)
        for each in (self.confirm, self.dismiss):
            row.addWidget(each, 0, Qt.AlignmentFlag.AlignVCenter)

    def present(self, view: ProposalView) -> None:
        self._id = view.id
        words = f"{view.name}: {view.words}"
        self.words.say(words)
        self.quote.say(view.quote)
        self.instead.say(view.instead)
        self.instead.setVisible(bool(view.instead))
        for each in (self.confirm, self.dismiss):
            each.setAccessibleDescription(words)
