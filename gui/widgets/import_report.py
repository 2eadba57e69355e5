"""Owns the report of files brought in together: counts, the names of what could not be read, and going on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gui.presenters.imports import ImportView
from gui.theme.restyle import restyle
from gui.translation import tr
from gui.widgets.button import button
from gui.widgets.list_dialog import ListDialog
from gui.widgets.sign import Sign
from gui.widgets.text import OneLine, Text
from gui.widgets.toast import announce


class ImportReport(QFrame):
    """Hidden until there is one; `go_on` gets the id of an import that was stopped. Once closed it stays closed."""

    def __init__(self, go_on: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: ImportView | None = None
        self._closed = ""
        self._sign = Sign("ok", 24)
        self.title = OneLine(look="strong")
        self.detail = Text(look="soft")
        self.first = OneLine(look="soft")
        self.why = button(tr("Show which and why"), self._show_problems)
        self.go_on = button(tr("Continue"), lambda: go_on(self._view.id) if self._view else None)
        self.dismiss = button(tr("Close"), self._close)
        words = QVBoxLayout()
        words.setSpacing(3)
        for text in (self.title, self.detail, self.first):
            words.addWidget(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 12, 18, 12)
        row.setSpacing(14)
        row.addWidget(self._sign)
        row.addLayout(words, 1)
        for each in (self.why, self.go_on, self.dismiss):
            row.addWidget(each, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def present(self, view: ImportView | None) -> None:
        """Show this report, or none."""
        is_new = view != self._view
        self._view = view
        self.setVisible(view is not None and view.id != self._closed)
        if view is None or not is_new:
            return
        self._sign.use(view.tone)
        restyle(self._sign, tone=view.tone)
        restyle(self, tone=view.tone)
        self.title.say(view.title)
        self.detail.say(view.detail)
        self.first.say(view.first_problem)
        self.first.setVisible(bool(view.problems))
        self.why.setVisible(bool(view.problems))
        self.go_on.setVisible(view.stopped)
        self.setAccessibleName(view.title)
        self.setAccessibleDescription(view.detail)
        announce(self, f"{view.title} {view.detail}")

    def _close(self) -> None:
        self._closed = self._view.id if self._view else ""
        self.hide()

    def _show_problems(self) -> None:
        if self._view:
            ListDialog(tr("What could not be read"), self._view.problems, self).open()
