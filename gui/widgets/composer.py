"""Owns the field at the foot of a conversation: type, Enter sends, and the same place stops."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from gui.theme.restyle import restyle
from gui.translation import tr
from gui.widgets.button import button

BUTTON_WIDTH = 96


class Composer(QFrame):
    """`send` gets what was typed, without spaces around; nothing is sent while an answer comes."""

    def __init__(self, placeholder: str, longest: int, send: Callable[[str], None], stop: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("composer")
        self._send = send
        self._running = False
        self.field = QLineEdit()
        self.field.setPlaceholderText(placeholder)
        self.field.setAccessibleName(placeholder)
        self.field.setMaxLength(longest)
        self.field.returnPressed.connect(self._submit)
        self.field.textChanged.connect(lambda _text: self._tell())
        self.send = button(tr("Send"), self._submit, "primary")
        self.stop = button(tr("Stop"), stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 14, 12)
        row.setSpacing(10)
        row.addWidget(self.field, 1)
        for each in (self.send, self.stop):
            each.setMinimumWidth(BUTTON_WIDTH)
            each.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
            row.addWidget(each)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]
        self.set_running(False)

    def set_running(self, running: bool) -> None:
        had_focus = self.send.hasFocus() or self.stop.hasFocus()
        self._running = running
        self.stop.setVisible(running)
        self.send.setVisible(not running)
        self._tell()
        if had_focus:
            self.field.setFocus()

    def put_back(self, words: str) -> None:
        """Offer words again that did not reach the box, unless something else was typed meanwhile."""
        if not self.field.text():
            self.field.setText(words)

    def _submit(self) -> None:
        words = self.field.text().strip()
        if words and not self._running:
            self.field.clear()
            self._send(words)

    def _tell(self) -> None:
        self.send.setEnabled(bool(self.field.text().strip()))

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        restyle(self, active=str(new is self.field).lower())
