"""Owns the table of products: sorting, and copying what is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from gui.presenters.products import ProductView, headings
from gui.translation import tr
from gui.widgets.table import SORT_ROLE, Table

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class Column(IntEnum):
    NAME = 0
    PRICE = 1
    STOCK = 2
    DOCUMENT = 3


class ProductsModel(QAbstractTableModel):
    """A search brings other rows: they are put in place of the old ones."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.views: tuple[ProductView, ...] = ()

    def present(self, views: Sequence[ProductView]) -> None:
        if tuple(views) != self.views:
            self.beginResetModel()
            self.views = tuple(views)
            self.endResetModel()

    @override
    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.views)

    @override
    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return headings()[section]
        return _alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        view, column = self.views[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return cells(view)[column]
        if role == SORT_ROLE:
            return float(view.lowest) if column == Column.PRICE else cells(view)[column].casefold()
        if role == Qt.ItemDataRole.ToolTipRole and column == Column.NAME:
            return view.about or None
        return _alignment(column) if role == Qt.ItemDataRole.TextAlignmentRole else None


class ProductsTable(Table):
    def __init__(self, parent: QWidget | None = None) -> None:
        self._model = ProductsModel()
        super().__init__(self._model, tr("Products"), Column.NAME, (Column.DOCUMENT,), self._lines, parent)
        self._model.setParent(self)
        self.sortByColumn(Column.NAME, Qt.SortOrder.AscendingOrder)

    def present(self, views: Sequence[ProductView]) -> None:
        self._model.present(views)

    def shown(self) -> list[ProductView]:
        """All rows, as sorted."""
        return [self._model.views[row] for row in self.shown_rows()]

    def _lines(self, rows: Sequence[int]) -> str:
        return "\n".join(["\t".join(headings()), *("\t".join(cells(self._model.views[row])) for row in rows)])


def cells(view: ProductView) -> tuple[str, ...]:
    return (view.name, view.price, view.stock, view.document)


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == Column.PRICE else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
