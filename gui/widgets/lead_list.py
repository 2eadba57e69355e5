"""Owns the list of visitors who left contact details, as a dialog."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from appliance.contract.leads import Lead
from gui.presenters.leads import LeadView, lead_views
from gui.translation import tr
from gui.widgets.button import button
from gui.widgets.rows import Rows
from gui.widgets.text import Text


class LeadRow(QWidget):
    """One visitor: name, how to reach them, what they wish for, what they asked."""

    def __init__(self) -> None:
        super().__init__()
        self._contact = ""
        self.name = Text(look="strong")
        self.contact = Text()
        self.contact.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.wish = Text()
        self.question = Text(look="soft")
        self.copy = button(tr("Copy contact"), lambda: QApplication.clipboard().setText(self._contact))
        words = QVBoxLayout()
        words.setSpacing(3)
        for text in (self.name, self.contact, self.wish, self.question):
            words.addWidget(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 12, 8, 12)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)

    def present(self, view: LeadView) -> None:
        self._contact = view.contact
        self.name.say(view.name)
        self.contact.say(view.contact)
        self.contact.setAccessibleName(view.contact)
        self.wish.say(view.wish)
        self.wish.setVisible(bool(view.wish))
        self.question.say(view.question)
        self.question.setToolTip(view.left_exactly)
        self.copy.setAccessibleDescription(view.name)


class LeadList(QDialog):
    """Newest first. Deletes itself when closed."""

    def __init__(self, leads: Sequence[Lead], now: datetime, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Visitors who want to hear from you"))
        self.resize(620, 480)
        self.rows: Rows[LeadView] = Rows(LeadRow, tr("Nobody has left contact details yet."))
        self.rows.present(lead_views(leads, now))
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.rows)
        inner.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(self.windowTitle())
        area.setWidget(holder)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(Text(self.windowTitle(), "title"))
        column.addWidget(area, 1)
        column.addWidget(button(tr("Close"), self.accept, "primary"), 0, Qt.AlignmentFlag.AlignRight)
