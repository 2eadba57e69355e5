"""Owns the row of tabs over the sections of a page: the current one is marked by a line and heavier words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar, QWidget

from gui.translation import tr


class SectionTabs(QTabBar):
    """Left and right choose while it has the focus; `opened` gets the key of the section."""

    def __init__(
        self, sections: Sequence[tuple[str, str]], opened: Callable[[str], None], name: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._keys = [key for key, _ in sections]
        self._names = dict(sections)
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for _, words in sections:
            self.addTab(words)
        self.currentChanged.connect(lambda at: opened(self._keys[at]))

    def open(self, key: str) -> None:
        self.setCurrentIndex(self._keys.index(key))

    def tell(self, key: str, number: int) -> None:
        """Say beside its name how many things there need the owner; nothing for 0."""
        name = self._names[key]
        words = tr("{name} · {n}").format(name=name, n=number) if number else name
        at = self._keys.index(key)
        if self.tabText(at) != words:
            self.setTabText(at, words)
            self.setTabToolTip(at, tr("{n} need you").format(n=number) if number else "")
