"""Owns how a problem is shown on a page: what happened, what it means, what to do, and details to copy."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gui.presenters.problem import ProblemView
from gui.theme.restyle import restyle
from gui.translation import tr
from gui.widgets.button import button
from gui.widgets.sign import Sign
from gui.widgets.text import Text
from gui.widgets.toast import announce


class ProblemNote(QFrame):
    """Hidden until there is a problem; closed by its button or by `clear`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Text(look="strong")
        self.detail = Text(look="soft")
        self._for_support = ""
        sign = Sign("bad", 24)
        restyle(sign, tone="bad")
        self.copy = button(tr("Copy details for support"), self._copy)
        self.dismiss = button(tr("Close"), self.hide)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(self.title)
        words.addWidget(self.detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 12, 18, 12)
        row.setSpacing(14)
        row.addWidget(sign)
        row.addLayout(words, 1)
        row.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.dismiss, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def present(self, view: ProblemView) -> None:
        if not self.isHidden() and self._for_support == view.for_support:
            return
        self.title.say(view.title)
        self.detail.say(view.detail)
        self._for_support = view.for_support
        self.setAccessibleName(view.title)
        self.setAccessibleDescription(view.detail)
        self.show()
        announce(self, f"{view.title} {view.detail}")

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._for_support)
