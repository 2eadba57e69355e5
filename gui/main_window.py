"""Owns the window: side bar, the pages, and what lies around them."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget
from typing_extensions import override

from appliance.contract.status import BoxStatus
from gui.box import Box
from gui.pages import PAGES
from gui.pages.page import Around, Page
from gui.theme.look import Choice, Look
from gui.translation import tr
from gui.watch import Watch
from gui.widgets.side_bar import SideBar
from gui.widgets.toast import Toast

SIZE = (1280, 820)
SMALLEST = (720, 480)


def local_now() -> datetime:
    return datetime.now().astimezone()


class MainWindow(QMainWindow):
    """Opens at once, whether the box answers or not. A page is made when it is first opened."""

    def __init__(
        self,
        box: Box,
        look: Look,
        keep_choice: Callable[[Choice], None] = lambda _choice: None,
        now: Callable[[], datetime] = local_now,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._look, self._keep_choice = look, keep_choice
        self.setWindowTitle(tr("Shopbell"))
        self.setMinimumSize(*SMALLEST)
        self.resize(*SIZE)
        self.watch = Watch(box, self)
        self.side_bar = SideBar([(row.key, row.name(), row.icon) for row in PAGES], self.go, self._switch_look)
        self._stack = QStackedWidget()
        self.pages: dict[str, Page] = {}
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side_bar)
        row.addWidget(self._stack, 1)
        self.setCentralWidget(body)
        self.toast = Toast(body)
        self._around = Around(box, self.watch, now, monotonic, self.go, self.toast.say, self._tell)
        self.watch.heard.connect(self._heard)
        look.changed.connect(self._tell_look)
        self._tell_look()
        self._keys()
        self.go(PAGES[0].key)

    def go(self, key: str, looking_for: str = "", section: str = "") -> None:
        """Open a page by its key, and there a section and what is looked for."""
        if key not in self.pages:
            page = next(row for row in PAGES if row.key == key).make(self._around)
            self.pages[key] = page
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(self.pages[key])
        self.side_bar.mark_current(key)
        self.pages[key].arrive(looking_for, section)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.watch.poll.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.watch.poll.stop()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            # Nobody looks at a minimised window: hidden pages do not poll.
            self._stack.setVisible(not self.isMinimized())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.toast.place()

    def _keys(self) -> None:
        for at, row in enumerate(PAGES, start=1):
            QShortcut(QKeySequence(f"Ctrl+{at}"), self, lambda key=row.key: self.go(key))
        QShortcut(QKeySequence.StandardKey.Close, self, self.close)

    def _tell(self, key: str, number: int) -> None:
        self.side_bar.buttons[key].tell(number)

    def _heard(self, status: BoxStatus) -> None:
        self.side_bar.tell_box(status.shop, status.version)

    def _switch_look(self) -> None:
        choice = Choice.LIGHT if self._look.dark else Choice.DARK
        self._look.choose(choice)
        self._keep_choice(choice)

    def _tell_look(self) -> None:
        self.side_bar.tell_look(self._look.dark)
