"""Owns what is said of one chosen document: its problem or notes, and until when it holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from gui.presenters.documents import DocumentView
from gui.translation import tr
from gui.widgets.card import Card
from gui.widgets.named_line import NamedLine
from gui.widgets.rows import Rows
from gui.widgets.text import Text
from gui.widgets.until import Until

# What is offered as last day when a document gets one.
USUALLY_HOLDS = timedelta(days=365)


class DocumentDetails(Card):
    """Hidden unless one document is chosen; `hold` gets its id and the new last day, None for ever."""

    def __init__(self, hold: Callable[[str, date | None], None], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._id = ""
        self.title = Text(look="heading")
        self.notes: Rows[tuple[str, str]] = Rows(NamedLine)
        self.until = Until(tr("Answers questions until"), lambda last: hold(self._id, last))
        self.column.addWidget(self.title)
        self.column.addWidget(self.notes)
        self.column.addSpacing(4)
        self.column.addWidget(self.until)
        self.column.addStretch(1)
        self.hide()

    def present(self, view: DocumentView | None, today: date) -> None:
        self.setVisible(view is not None)
        if view is None:
            return
        self._id = view.id
        self.setAccessibleName(view.title)
        self.title.say(view.title)
        problem = ((view.state, view.problem),) if view.problem else ()
        notes = tuple((words[:1].upper() + words[1:], detail) for words, detail in (*problem, *view.notes))
        self.notes.present(notes)
        self.notes.setVisible(bool(notes))
        self.until.setVisible(not view.problem and not view.is_facts)
        self.until.present(view.expires_on, today + USUALLY_HOLDS)
