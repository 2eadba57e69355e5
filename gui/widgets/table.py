"""Owns how every table looks and behaves: sorting, finding, copying whole rows, widths that follow what is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractItemModel, QSortFilterProxyModel, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget
from typing_extensions import override

ROW_HEIGHT = 44
# Column widths follow this many rows; measuring thousands would hold the window up.
MEASURED_ROWS = 30
# Below this width the wide column needs the room of what says less.
NARROW = 640
SORT_ROLE = Qt.ItemDataRole.UserRole


class Table(QTableView):
    """Shows `model` sorted; the column `wide` takes the room that others leave; `spare` go when it is little.

    `text_of` says what is copied of some rows of the model.
    """

    def __init__(
        self,
        model: QAbstractItemModel,
        name: str,
        wide: int,
        spare: Sequence[int],
        text_of: Callable[[Sequence[int]], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._spare = spare
        self._text_of = text_of
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

    def chosen_rows(self) -> list[int]:
        """The model's row of every chosen line, as sorted."""
        chosen = sorted(self.selectionModel().selectedRows(), key=lambda index: index.row())
        return [self.sorted.mapToSource(index).row() for index in chosen]

    def shown_rows(self) -> list[int]:
        """The model's row of every line that is to be seen, as sorted."""
        rows = range(self.sorted.rowCount())
        return [self.sorted.mapToSource(self.sorted.index(row, 0)).row() for row in rows]

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column in self._spare:
            self.setColumnHidden(column, self.viewport().width() < NARROW)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(self._text_of(self.chosen_rows() or self.shown_rows()))
        else:
            super().keyPressEvent(event)
