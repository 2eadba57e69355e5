"""Owns the question before something is taken away: the consequence in its title, the safe answer as default."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from gui.translation import tr
from gui.widgets.button import button
from gui.widgets.text import Text

WIDTH = 460


class AskFirst(QDialog):
    """`go_on` runs when the owner agreed. Deletes itself when closed."""

    def __init__(self, consequence: str, detail: str, verb: str, go_on: Callable[[], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(consequence)
        self.setFixedWidth(WIDTH)
        self.keep = button(tr("Keep"), self.reject)
        self.agree = button(verb, self.accept, "danger", description=consequence)
        self.accepted.connect(go_on)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStretch(1)
        row.addWidget(self.keep)
        row.addWidget(self.agree)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(10)
        column.addWidget(Text(consequence, "heading"))
        column.addWidget(Text(detail, "soft"))
        column.addSpacing(10)
        column.addLayout(row)
        self.keep.setDefault(True)
        self.keep.setFocus()
