"""Owns lists of rows that stay with their thing: what was typed in a row moves with it, and the focus too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.widgets.card import Rule
from gui.widgets.rows import Row
from gui.widgets.text import Text


class Keyed(Protocol):
    @property
    def id(self) -> str: ...


V = TypeVar("V", bound=Keyed)


class KeyedRows(QWidget, Generic[V]):
    """One row for each thing, in their order; `empty` says why there is none."""

    def __init__(self, make: Callable[[], Row[V]], empty: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._holders: dict[str, QWidget] = {}
        self._rules: dict[str, Rule] = {}
        self.rows: dict[str, Row[V]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.empty = Text(empty, "soft")
        self._column.addWidget(self.empty)

    def present(self, views: Sequence[V]) -> None:
        """Show these and no others."""
        wanted = {view.id: view for view in views}
        for key in [key for key in self.rows if key not in wanted]:
            self._drop(key)
        for at, (key, view) in enumerate(wanted.items()):
            if key not in self.rows:
                self._add(key)
            self.rows[key].present(view)
            holder = self._holders[key]
            if self._column.indexOf(holder) != at + 1:
                self._column.insertWidget(at + 1, holder)
            self._rules[key].setVisible(at > 0)
        self.empty.setVisible(not views and bool(self.empty.text()))

    def _add(self, key: str) -> None:
        row = self.rows[key] = self._make()
        holder = self._holders[key] = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        rule = self._rules[key] = Rule()
        column.addWidget(rule)
        assert isinstance(row, QWidget)
        column.addWidget(row)
        self._column.addWidget(holder)

    def _drop(self, key: str) -> None:
        del self.rows[key], self._rules[key]
        holder = self._holders.pop(key)
        self._column.removeWidget(holder)
        holder.hide()
        holder.deleteLater()
