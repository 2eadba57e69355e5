"""Owns a row for what visitors asked in vain, with the field in which the owner answers it in one line."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gui.presenters.teaching import LONGEST_ANSWER, GapView
from gui.translation import tr
from gui.widgets.button import button
from gui.widgets.text import Text


class GapRow(QWidget):
    """`teach` gets the gap's id and the answer, `dismiss` its id. What was typed stays until it was taken."""

    def __init__(self, teach: Callable[[str, str], None], dismiss: Callable[[str], None]) -> None:
        super().__init__()
        self._id = ""
        self._teach = teach
        self.question = Text(look="strong")
        self.detail = Text(look="soft")
        self.others = Text(look="soft")
        self.answer = QLineEdit()
        self.answer.setPlaceholderText(tr("Answer it in one line"))
        self.answer.setMaxLength(LONGEST_ANSWER)
        self.answer.returnPressed.connect(self._submit)
        self.answer.textChanged.connect(lambda _text: self._tell())
        self.teach = button(tr("Teach"), self._submit)
        self.dismiss = button(tr("Dismiss"), lambda: dismiss(self._id), "quiet")
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self.answer, 1)
        line.addWidget(self.teach)
        line.addWidget(self.dismiss)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 12)
        column.setSpacing(4)
        for text in (self.question, self.detail, self.others):
            column.addWidget(text)
        column.addSpacing(4)
        column.addLayout(line)
        self._tell()

    def present(self, view: GapView) -> None:
        self._id = view.id
        self.question.say(view.question)
        self.detail.say(view.detail)
        self.others.say(view.others)
        self.others.setVisible(bool(view.others))
        self.answer.setAccessibleName(tr("Answer to “{question}”").format(question=view.question))
        for each in (self.teach, self.dismiss):
            each.setAccessibleDescription(view.question)

    def _submit(self) -> None:
        if words := self.answer.text().strip():
            self._teach(self._id, words)

    def _tell(self) -> None:
        self.teach.setEnabled(bool(self.answer.text().strip()))
