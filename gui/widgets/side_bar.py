"""Owns the side bar: the mark, one button for each page, the shop and the look at its foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.theme.restyle import restyle
from gui.translation import tr
from gui.widgets.sign import Sign
from gui.widgets.text import Text

WIDTH = 216


class PageButton(QPushButton):
    """Opens a page. The current one has a surface and a bar of its own, and heavier words."""

    def __init__(self, words: str, icon: str) -> None:
        super().__init__(words)
        self.setCheckable(True)
        self.setAccessibleName(words)
        self.bar = QFrame(self)
        self.bar.setObjectName("bar")
        self.bar.setGeometry(0, 10, 4, 20)
        self.bar.hide()
        self._sign = Sign(icon, 20)
        self.count = Text(wrap=False)
        self.count.setObjectName("count")
        self.count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.count.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 10, 0)
        row.addWidget(self._sign)
        row.addStretch(1)
        row.addWidget(self.count)
        self.toggled.connect(self._tell_current)

    def _tell_current(self, current: bool) -> None:
        restyle(self._sign, current=str(current).lower())
        self.bar.setVisible(current)

    def tell(self, number: int) -> None:
        """Show how many things on this page need the owner; nothing for 0."""
        self.count.say(str(number))
        self.count.setVisible(number > 0)
        self.setAccessibleDescription(tr("{n} need you").format(n=number) if number else "")


class SideBar(QFrame):
    """`pages` are (key, name, icon); `opened` is called with the key, `switch_look` by the button at the foot."""

    def __init__(
        self,
        pages: Sequence[tuple[str, str, str]],
        opened: Callable[[str], None],
        switch_look: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(tr("Pages"))
        self._group = QButtonGroup(self)
        self.buttons = {key: PageButton(name, icon) for key, name, icon in pages}
        self.shop = Text()
        self.shop.setObjectName("shop_name")
        self.version = Text(tr("this computer"))
        self.look = QPushButton(clicked=lambda: switch_look())  # type: ignore[call-overload]
        self.look.setObjectName("look")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 20, 12, 16)
        column.setSpacing(2)
        column.addLayout(_mark())
        column.addSpacing(14)
        for key, page_button in self.buttons.items():
            self._group.addButton(page_button)
            page_button.clicked.connect(lambda _checked, key=key: opened(key))
            column.addWidget(page_button)
        column.addStretch(1)
        column.addLayout(self._foot())

    def mark_current(self, key: str) -> None:
        self.buttons[key].setChecked(True)

    def tell_box(self, shop: str, version: str) -> None:
        self.shop.say(shop)
        self.version.say(tr("Version {version} · this computer").format(version=version))

    def tell_look(self, dark: bool) -> None:
        words = tr("Switch to light") if dark else tr("Switch to dark")
        self.look.setText(words)
        self.look.setAccessibleName(words)

    def _foot(self) -> QVBoxLayout:
        foot = QVBoxLayout()
        foot.setSpacing(4)
        words = QVBoxLayout()
        words.setContentsMargins(10, 0, 10, 0)
        words.addWidget(self.shop)
        words.addWidget(self.version)
        foot.addWidget(self.look)
        foot.addLayout(words)
        return foot


def _mark() -> QHBoxLayout:
    bell = Sign("bell", 24)
    bell.setObjectName("bell")
    name = Text("Shopbell", wrap=False)
    name.setObjectName("mark")
    row = QHBoxLayout()
    row.setContentsMargins(10, 0, 10, 0)
    row.setSpacing(10)
    row.addWidget(bell)
    row.addWidget(name, 1)
    return row
