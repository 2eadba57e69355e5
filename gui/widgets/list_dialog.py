"""Owns long lists of names with a line below each, as a dialog that scrolls and can be copied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gui.translation import tr
from gui.widgets.button import button
from gui.widgets.named_line import NamedLine
from gui.widgets.rows import Rows
from gui.widgets.text import Text

SIZE = (640, 480)


class ListDialog(QDialog):
    """`lines` are names, each with what is said of it. Deletes itself when closed."""

    def __init__(self, heading: str, lines: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(heading)
        self.resize(*SIZE)
        self._lines = tuple(lines)
        self.rows: Rows[tuple[str, str]] = Rows(NamedLine)
        self.rows.present(self._lines)
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, 0, 8, 0)
        inner.addWidget(self.rows)
        inner.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(heading)
        area.setWidget(holder)
        self.copy = button(tr("Copy this list"), self._copy)
        self.close_it = button(tr("Close"), self.accept, "primary")
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addStretch(1)
        foot.addWidget(self.copy)
        foot.addWidget(self.close_it)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(Text(heading, "title"))
        column.addWidget(area, 1)
        column.addLayout(foot)

    def _copy(self) -> None:
        QApplication.clipboard().setText("\n".join(f"{name}\t{why}" for name, why in self._lines))
