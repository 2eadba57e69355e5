"""Owns the table of documents: sorting, finding, choosing, copying."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPixmap, QRegion, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from gui.presenters.documents import DocumentView, as_lines
from gui.presenters.tone import Tone
from gui.translation import tr
from gui.widgets.documents_model import SORT_ROLE, TONE_ROLE, Column, DocumentsModel
from gui.widgets.text import Badge

ROW_HEIGHT = 44
INDENT = 15
# Below this width the title needs the room of what says less.
NARROW = 640
# Column widths follow this many rows; measuring thousands would hold the window up.
MEASURED_ROWS = 30


class DocumentsTable(QTableView):
    """`chosen_changed` when other rows are chosen, `remove_wanted` when the owner pressed Delete."""

    chosen_changed = Signal()
    remove_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = DocumentsModel(self)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self._model)
        self._sorted.setSortRole(SORT_ROLE)
        self._sorted.setFilterKeyColumn(-1)
        self._sorted.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setModel(self._sorted)
        self.setAccessibleName(tr("Documents"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setItemDelegateForColumn(Column.STATE, _StateDelegate(self))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setResizeContentsPrecision(MEASURED_ROWS)
        head.setSectionResizeMode(Column.TITLE, QHeaderView.ResizeMode.Stretch)
        self.setSortingEnabled(True)
        self.sortByColumn(Column.ADDED, Qt.SortOrder.DescendingOrder)
        self.selectionModel().selectionChanged.connect(lambda _on, _off: self.chosen_changed.emit())

    def present(self, views: Sequence[DocumentView]) -> None:
        self._model.present(views)

    def find_words(self, words: str) -> None:
        self._sorted.setFilterFixedString(words)

    def chosen(self) -> list[DocumentView]:
        """The chosen documents, as sorted."""
        rows = sorted(self.selectionModel().selectedRows(), key=lambda index: index.row())
        return [self._model.view(self._sorted.mapToSource(index).row()) for index in rows]

    def shown(self) -> list[DocumentView]:
        """All rows that are to be seen, as sorted."""
        rows = range(self._sorted.rowCount())
        return [self._model.view(self._sorted.mapToSource(self._sorted.index(row, 0)).row()) for row in rows]

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column in (Column.KIND, Column.PASSAGES):
            self.setColumnHidden(column, self.viewport().width() < NARROW)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(as_lines(self.chosen() or self.shown(), delimiter="\t"))
        elif event.matches(QKeySequence.StandardKey.Delete):
            self.remove_wanted.emit()
        else:
            super().keyPressEvent(event)


class _StateDelegate(QStyledItemDelegate):
    """Draws the state as a badge: one badge for each tone serves as a stamp."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._stamps = {str(tone): Badge(tone=tone, parent=table) for tone in Tone}
        for stamp in self._stamps.values():
            stamp.hide()

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        words = str(index.data())
        blank = QStyleOptionViewItem(option)
        self.initStyleOption(blank, index)
        blank.text = ""
        style = self._stamps[Tone.QUIET].style()
        style.drawControl(style.ControlElement.CE_ItemViewItem, blank, painter, blank.widget)
        stamp = self._stamps[index.data(TONE_ROLE)]
        stamp.setText(words)
        stamp.ensurePolished()
        stamp.adjustSize()
        room: QRect = option.rect
        at = room.topLeft()
        at.setX(at.x() + INDENT)
        at.setY(at.y() + (room.height() - stamp.height()) // 2)
        painter.drawPixmap(at, _print_of(stamp))


def _print_of(stamp: Badge) -> QPixmap:
    """A badge as a picture, without the window's background: it would fill the round corners."""
    ratio = stamp.devicePixelRatioF()
    result = QPixmap(stamp.size() * ratio)
    result.setDevicePixelRatio(ratio)
    result.fill(Qt.GlobalColor.transparent)
    stamp.render(result, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    return result
