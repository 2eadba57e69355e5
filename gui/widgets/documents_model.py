"""Owns the rows of the documents table as Qt wants them; changed in place, so that selection and place stay."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer
from typing_extensions import override

from gui.presenters.documents import DocumentView, headings
from gui.widgets.table import SORT_ROLE

Index = QModelIndex | QPersistentModelIndex
TONE_ROLE = SORT_ROLE + 1
NOWHERE = QModelIndex()
# The view sorts what is inserted; thousands in one go would hold the window up.
AT_ONCE = 200


class Column(IntEnum):
    TITLE = 0
    KIND = 1
    STATE = 2
    PASSAGES = 3
    ADDED = 4


class DocumentsModel(QAbstractTableModel):
    """Documents in the order they were first seen; the view sorts."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[DocumentView] = []
        self._coming: list[DocumentView] = []

    def present(self, views: Sequence[DocumentView]) -> None:
        """Show these and no others."""
        wanted = {view.id: view for view in views}
        for at in reversed(range(len(self._rows))):
            if self._rows[at].id not in wanted:
                self.beginRemoveRows(NOWHERE, at, at)
                del self._rows[at]
                self.endRemoveRows()
        for at, row in enumerate(self._rows):
            if row != wanted[row.id]:
                self._rows[at] = wanted[row.id]
                self.dataChanged.emit(self.index(at, 0), self.index(at, len(Column) - 1))
        known = {row.id for row in self._rows}
        self._coming = [view for view in views if view.id not in known]
        self._insert()

    def _insert(self) -> None:
        fresh, self._coming = self._coming[:AT_ONCE], self._coming[AT_ONCE:]
        if fresh:
            self.beginInsertRows(NOWHERE, len(self._rows), len(self._rows) + len(fresh) - 1)
            self._rows += fresh
            self.endInsertRows()
        if self._coming:
            QTimer.singleShot(0, self, self._insert)

    def view(self, row: int) -> DocumentView:
        return self._rows[row]

    @override
    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return headings()[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        view, column = self._rows[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return _shown(view, column)
        if role == SORT_ROLE:
            return _sorted_by(view, column)
        if role == TONE_ROLE:
            return str(view.tone)
        if role == Qt.ItemDataRole.ToolTipRole:
            return {Column.TITLE: view.name, Column.STATE: view.problem, Column.ADDED: view.added_exactly}.get(column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None


def _shown(view: DocumentView, column: Column) -> str:
    return (view.title, view.kind, view.state, str(view.passages) if view.passages else "–", view.added)[column]


def _sorted_by(view: DocumentView, column: Column) -> str | int | float:
    keys: tuple[str | int | float, ...] = (
        view.title.casefold(),
        view.kind,
        view.state,
        view.passages,
        view.added_at.timestamp(),
    )
    return keys[column]


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == Column.PASSAGES else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
