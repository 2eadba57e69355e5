"""Owns changing an answer that was taught: its words and its last day, as a dialog."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from gui.presenters.teaching import LONGEST_ANSWER, TaughtView
from gui.translation import tr
from gui.widgets.button import button
from gui.widgets.text import Text
from gui.widgets.until import Until

WIDTH, LINES_HEIGHT = 560, 130
# What is offered as last day when an answer gets one.
USUALLY_HOLDS = timedelta(days=90)


class EditAnswer(QDialog):
    """`save` gets the new words and the last day, None for ever. Deletes itself when closed."""

    def __init__(
        self, view: TaughtView, today: date, save: Callable[[str, date | None], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(tr("Change this answer"))
        self.setFixedWidth(WIDTH)
        self.words = QPlainTextEdit(view.text)
        self.words.setAccessibleName(tr("Answer to “{question}”").format(question=view.question))
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(LINES_HEIGHT)
        self.words.textChanged.connect(self._tell)
        self.until = Until(tr("Told until"), lambda _last: self._tell())
        self.until.present(view.expires_on, today + USUALLY_HOLDS)
        self.keep = button(tr("Cancel"), self.reject)
        self.save = button(tr("Save answer"), self.accept, "primary")
        self.accepted.connect(lambda: save(self.words.toPlainText().strip(), self.until.value()))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStretch(1)
        row.addWidget(self.keep)
        row.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(12)
        column.addWidget(Text(view.question, "heading"))
        column.addWidget(self.words)
        column.addWidget(self.until)
        column.addLayout(row)
        self.words.setFocus()

    def _tell(self) -> None:
        words = self.words.toPlainText().strip()
        self.save.setEnabled(0 < len(words) <= LONGEST_ANSWER)
