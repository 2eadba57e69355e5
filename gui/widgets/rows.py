"""Owns lists of rows that are changed in place: nothing flickers and the focus stays where it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.widgets.card import Rule
from gui.widgets.text import Text

V_contra = TypeVar("V_contra", contravariant=True)
V = TypeVar("V")


class Row(Protocol[V_contra]):
    """A widget that can show one view model, and later another."""

    def present(self, view: V_contra, /) -> None: ...


class Rows(QWidget, Generic[V]):
    """Rows below each other with a rule between; `empty` says why there is none."""

    def __init__(self, make: Callable[[], Row[V]], empty: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._rows: list[tuple[QWidget, Row[V]]] = []
        self._shown: tuple[V, ...] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.empty = Text(empty, "soft")
        self._column.addWidget(self.empty)

    def present(self, views: Sequence[V]) -> None:
        """Show these and no others."""
        if self._shown == tuple(views):
            return
        self._shown = tuple(views)
        while len(self._rows) < len(views):
            self._append()
        for at, (holder, row) in enumerate(self._rows):
            if at < len(views):
                row.present(views[at])
            holder.setVisible(at < len(views))
        self.empty.setVisible(not views and bool(self.empty.text()))

    def _append(self) -> None:
        row = self._make()
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if self._rows:
            column.addWidget(Rule())
        assert isinstance(row, QWidget)
        column.addWidget(row)
        self._rows.append((holder, row))
        self._column.addWidget(holder)
