"""Owns how every table looks and behaves: sorting, finding, whole rows, widths that follow what is shown."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

ROW_HEIGHT = 44
# Column widths follow this many rows; measuring thousands would hold the window up.
MEASURED_ROWS = 30
SORT_ROLE = Qt.ItemDataRole.UserRole


class Table(QTableView):
    """Shows `model` sorted; `wide` is the column that takes the room the others leave."""

    def __init__(self, model: QAbstractItemModel, name: str, wide: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sorted = QSortFilterProxyModel(self)
        self.sorted.setSourceModel(model)
        self.sorted.setSortRole(SORT_ROLE)
        self.sorted.setFilterKeyColumn(-1)
        self.sorted.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setModel(self.sorted)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setResizeContentsPrecision(MEASURED_ROWS)
        head.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        self.setSortingEnabled(True)

    def shown_rows(self) -> list[int]:
        """The model's row of every line that is to be seen, as sorted."""
        rows = range(self.sorted.rowCount())
        return [self.sorted.mapToSource(self.sorted.index(row, 0)).row() for row in rows]
