"""Owns the card of long work under way; it is there only while there is some."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.presenters.progress import ProgressView
from gui.translation import counted, tr
from gui.widgets.card import Card
from gui.widgets.progress_row import ProgressRow
from gui.widgets.rows import Rows
from gui.widgets.text import Text

# More would push the documents off the page; the rest is counted in words.
MOST_ROWS = 3


class ProgressCard(Card):
    def __init__(self, cancel: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(tr("Being read"), parent)
        self.rows: Rows[ProgressView] = Rows(lambda: ProgressRow(cancel))
        self.more = Text(look="soft")
        self.column.addWidget(self.rows)
        self.column.addWidget(self.more)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.present(())

    def present(self, views: Sequence[ProgressView]) -> None:
        self.rows.present(views[:MOST_ROWS])
        waiting = len(views) - MOST_ROWS
        self.more.setVisible(waiting > 0)
        self.more.say(counted(waiting, tr("and 1 more"), tr("and {n} more")))
        self.setVisible(bool(views))
