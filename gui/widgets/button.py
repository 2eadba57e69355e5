"""Owns making buttons: verb and object on it, one primary button on a page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QSizePolicy


def button(words: str, clicked: Callable[[], object], look: str = "", description: str = "") -> QPushButton:
    """A button in a look of panel.qss: primary, quiet, danger, or none for the usual one."""
    result = QPushButton(words)
    result.setProperty("look", look)
    result.setAutoDefault(False)
    result.setAccessibleName(words)
    result.setAccessibleDescription(description)
    result.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    result.clicked.connect(lambda: clicked())
    return result
