"""Owns the table of documents: sorting, finding, choosing, copying."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPixmap, QRegion
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget
from typing_extensions import override

from gui.presenters.documents import DocumentView, as_lines
from gui.presenters.tone import Tone
from gui.translation import tr
from gui.widgets.documents_model import TONE_ROLE, Column, DocumentsModel
from gui.widgets.table import Table
from gui.widgets.text import Badge

INDENT = 15


class DocumentsTable(Table):
    """`chosen_changed` when other rows are chosen, `remove_wanted` when the owner pressed Delete."""

    chosen_changed = Signal()
    remove_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self._model = DocumentsModel()
        super().__init__(
            self._model, tr("Documents"), Column.TITLE, (Column.KIND, Column.PASSAGES), self._lines, parent
        )
        self._model.setParent(self)
        self.setItemDelegateForColumn(Column.STATE, _StateDelegate(self))
        self.sortByColumn(Column.ADDED, Qt.SortOrder.DescendingOrder)
        self.selectionModel().selectionChanged.connect(lambda _on, _off: self.chosen_changed.emit())

    def present(self, views: Sequence[DocumentView]) -> None:
        self._model.present(views)

    def find_words(self, words: str) -> None:
        self.sorted.setFilterFixedString(words)

    def chosen(self) -> list[DocumentView]:
        """The chosen documents, as sorted."""
        return [self._model.view(row) for row in self.chosen_rows()]

    def shown(self) -> list[DocumentView]:
        """All rows that are to be seen, as sorted."""
        return [self._model.view(row) for row in self.shown_rows()]

    def _lines(self, rows: Sequence[int]) -> str:
        return as_lines([self._model.view(row) for row in rows], delimiter="\t")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Delete):
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
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        usual = super().sizeHint(option, index)
        stamp = self._stamp(index)
        return QSize(stamp.width() + 2 * INDENT, usual.height())

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        blank = QStyleOptionViewItem(option)
        self.initStyleOption(blank, index)
        blank.text = ""
        style = self._stamps[Tone.QUIET].style()
        style.drawControl(style.ControlElement.CE_ItemViewItem, blank, painter, blank.widget)
        stamp = self._stamp(index)
        room: QRect = option.rect
        at = room.topLeft()
        at.setX(at.x() + INDENT)
        at.setY(at.y() + (room.height() - stamp.height()) // 2)
        painter.drawPixmap(at, _print_of(stamp))

    def _stamp(self, index: QModelIndex | QPersistentModelIndex) -> Badge:
        """The badge of this state, with its words on it."""
        stamp = self._stamps[index.data(TONE_ROLE)]
        stamp.setText(str(index.data()))
        stamp.ensurePolished()
        stamp.adjustSize()
        return stamp


def _print_of(stamp: Badge) -> QPixmap:
    """A badge as a picture, without the window's background: it would fill the round corners."""
    ratio = stamp.devicePixelRatioF()
    result = QPixmap(stamp.size() * ratio)
    result.setDevicePixelRatio(ratio)
    result.fill(Qt.GlobalColor.transparent)
    stamp.render(result, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    return result
