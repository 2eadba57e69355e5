"""Owns the place where files are dropped, with the buttons that open a dialog instead."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from gui.theme.restyle import restyle
from gui.translation import tr
from gui.widgets.button import button
from gui.widgets.sign import Sign
from gui.widgets.text import Text

HEIGHT, TALL = 84, 210
NARROW = 700


class DropZone(QFrame):
    """Says what to drop; `light` shows that letting go now would add something."""

    def __init__(
        self, choose: Callable[[], None], choose_folder: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._anything = True
        self.title = Text(look="heading")
        self.detail = Text(look="soft")
        self.add = button(tr("Add documents"), choose, "primary")
        self.folder = button(tr("Add a folder"), choose_folder)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch(1)
        buttons.addWidget(self.add)
        buttons.addWidget(self.folder)
        buttons.addStretch(1)
        sign = Sign("upload", 32)
        restyle(sign, tone="brass")
        self._words = QVBoxLayout()
        self._words.setSpacing(4)
        self._words.addStretch(1)
        self._words.addWidget(self.title)
        self._words.addWidget(self.detail)
        self._words.addStretch(1)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(24, 12, 24, 12)
        self._layout.setSpacing(20)
        self._layout.addWidget(sign, 0, Qt.AlignmentFlag.AlignCenter)
        self._layout.addLayout(self._words)
        self._layout.addLayout(buttons)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.tell(anything=True)

    def tell(self, anything: bool) -> None:
        """`anything`: is there a document already? If not, say why the page is empty."""
        self._anything = anything
        self.title.say(
            tr("Drop files, a folder or a ZIP here") if anything else tr("The assistant has nothing to read yet")
        )
        usual = tr("Price lists, terms, answers you often give. They answer as soon as they are read.")
        empty = tr("Drop your price list, terms or answers you often give here, or choose the files yourself.")
        self.detail.say(usual if anything else empty)
        self.setAccessibleName(self.title.text())
        self._arrange()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """In one row when there is room for it, else below each other."""
        in_a_row = self._anything and self.width() >= NARROW
        self.setFixedHeight(HEIGHT if in_a_row else TALL)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._layout.setDirection(across if in_a_row else down)
        self._layout.setStretchFactor(self._words, 1 if in_a_row else 0)
        for text in (self.title, self.detail):
            text.setAlignment(Qt.AlignmentFlag.AlignLeft if in_a_row else Qt.AlignmentFlag.AlignHCenter)

    def light(self, on: bool) -> None:
        restyle(self, over=str(on).lower())
