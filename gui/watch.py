"""Owns what was last heard of the box: its status, or why it does not answer. Every page may listen."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from gui.box import Box
from gui.poll import Poll

STATUS_EVERY_MS = 2_000


class Watch(QObject):
    """Polls the status while the window is seen. `heard` carries a BoxStatus, `lost` a Problem."""

    heard = Signal(object)
    lost = Signal(object)

    def __init__(self, box: Box, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.poll = Poll(
            box, lambda client: client.status(), self.heard.emit, self.lost.emit, STATUS_EVERY_MS, parent=self
        )
