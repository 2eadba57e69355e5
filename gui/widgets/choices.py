"""Owns a choice of a few: one button for each, the chosen one marked by weight and surface."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget


class Choices(QWidget):
    """`chosen` gets the key of what the owner chose."""

    def __init__(
        self,
        name: str,
        choices: Sequence[tuple[str, str]],
        chosen: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._chosen = chosen
        self.buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for key, words in choices:
            one = self.buttons[key] = QPushButton(words)
            one.setCheckable(True)
            one.setAutoDefault(False)
            one.setProperty("look", "choice")
            one.setAccessibleName(words)
            one.setAccessibleDescription(name)
            one.clicked.connect(lambda _checked, key=key: self._choose(key))
            row.addWidget(one)
        row.addStretch(1)

    def mark(self, key: str) -> None:
        for name, one in self.buttons.items():
            one.setChecked(name == key)

    def value(self) -> str:
        return next((key for key, one in self.buttons.items() if one.isChecked()), next(iter(self.buttons)))

    def _choose(self, key: str) -> None:
        self.mark(key)
        self._chosen(key)
