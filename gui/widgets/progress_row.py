"""Owns a row of long work: its name, a bar, a count, the time left, and Cancel."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from gui.presenters.progress import ProgressView
from gui.translation import tr
from gui.widgets.button import button
from gui.widgets.text import OneLine, Text


class ProgressRow(QWidget):
    """Changed in place while the work goes on; `cancel` gets the job's id."""

    def __init__(self, cancel: Callable[[str], None]) -> None:
        super().__init__()
        self._id = ""
        self.title = OneLine(look="strong")
        self.detail = Text(look="soft", wrap=False)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.cancel = button(tr("Cancel"), lambda: cancel(self._id))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.title, 1)
        head.addWidget(self.detail)
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addLayout(head)
        words.addWidget(self.bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 10, 0, 10)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignVCenter)

    def present(self, view: ProgressView) -> None:
        self._id = view.id
        self.title.say(view.title)
        self.detail.say(view.detail)
        # A bar without known steps stands empty instead of running to and fro.
        self.bar.setRange(0, max(1, view.total))
        self.bar.setValue(view.done)
        self.bar.setAccessibleName(f"{view.title}, {view.detail}")
        self.cancel.setAccessibleDescription(view.title)
