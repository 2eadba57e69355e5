"""Owns the choice of a last day: a date, or for ever."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCheckBox, QDateEdit, QHBoxLayout, QVBoxLayout, QWidget

from gui.translation import tr
from gui.widgets.sign import Sign
from gui.widgets.text import Text


class Until(QWidget):
    """`chosen` gets the last day, or None for ever, as soon as the owner chose it."""

    def __init__(self, label: str, chosen: Callable[[date | None], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen = chosen
        self._told: date | None = None
        self.for_ever = QCheckBox(tr("for ever"))
        self.for_ever.setAccessibleDescription(label)
        self.day = QDateEdit()
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("d MMMM yyyy")
        self.day.setAccessibleName(label)
        inside = QHBoxLayout(self.day)
        inside.setContentsMargins(0, 0, 9, 0)
        inside.addStretch(1)
        inside.addWidget(Sign("calendar", 18))
        self.for_ever.clicked.connect(self._tell)
        self.day.editingFinished.connect(self._tell)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.day)
        row.addWidget(self.for_ever)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Text(label, "soft"))
        column.addLayout(row)

    def present(self, last: date | None, otherwise: date) -> None:
        """Show a last day; `otherwise` is offered when there is none yet."""
        self._told = last
        if not self.day.hasFocus():
            shown = last or otherwise
            self.day.setDate(QDate(shown.year, shown.month, shown.day))
        self.for_ever.setChecked(last is None)
        self.day.setEnabled(last is not None)

    def value(self) -> date | None:
        day = self.day.date()
        return None if self.for_ever.isChecked() else date(day.year(), day.month(), day.day())

    def _tell(self) -> None:
        self.day.setEnabled(not self.for_ever.isChecked())
        if self.value() != self._told:
            self._told = self.value()
            self._chosen(self._told)
