"""Owns small signs: an icon file painted in the text colour of its place."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from gui.theme.style_sheet import ASSETS


class Sign(QWidget):
    """One icon. It carries no meaning of its own: the words beside it do, so that it is not read aloud."""

    def __init__(self, name: str, size: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setFixedSize(QSize(size, size))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def use(self, name: str) -> None:
        if name != self._name:
            self._name = name
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colour = self.palette().color(self.foregroundRole()).name()
        with QPainter(self) as painter:
            _renderer(self._name, colour).render(painter, QRectF(self.rect()))


@lru_cache(maxsize=100)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    text = (ASSETS / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(text.replace("currentColor", colour).encode()))
