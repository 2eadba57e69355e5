"""Owns one open conversation: its head with what can be done, its thread, and the line to the visitor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from appliance.contract.handoff import SAID_MAX_CHARS
from gui.presenters.conversations import HeadView, Line
from gui.translation import tr
from gui.widgets.bubble import SaidBubble
from gui.widgets.button import button
from gui.widgets.composer import Composer
from gui.widgets.talk import Talk
from gui.widgets.text import Text

NAME_MAX_CHARS = 80


@dataclass(frozen=True, slots=True)
class Deeds:
    """What the owner can do: talk under a name, say something, give the conversation back."""

    take: Callable[[str], None]
    say: Callable[[str], None]
    end: Callable[[], None]


class ConversationView(QWidget):
    """Grows at its foot. Somebody who takes over is asked for the name that visitors read."""

    def __init__(self, deeds: Deeds) -> None:
        super().__init__()
        self._deeds = deeds
        self._shown: list[Line] = []
        self.title = Text(look="heading")
        self.detail = Text(look="soft")
        self.name = QLineEdit()
        self.name.setPlaceholderText(tr("Your name, as visitors read it"))
        self.name.setAccessibleName(self.name.placeholderText())
        self.name.setMaxLength(NAME_MAX_CHARS)
        self.name.textChanged.connect(lambda _text: self._tell())
        self.name.returnPressed.connect(self._take)
        self.take = button(tr("Take over"), self._take, "primary")
        self.end = button(tr("Hand back to assistant"), deeds.end)
        self.talk = Talk()
        self.composer = Composer(tr("Write to the visitor"), SAID_MAX_CHARS, deeds.say, lambda: None)
        self._lay_out()
        self._tell()

    def present(self, view: HeadView) -> None:
        self.title.say(view.title)
        self.detail.say(view.detail)
        for each, words in ((self.take, view.take), (self.end, view.end)):
            each.setVisible(bool(words))
            if words:
                each.setText(words)
                each.setAccessibleName(words)
        self.name.setVisible(bool(view.take))
        self.composer.setVisible(view.talking)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Only what is new is added, so that nothing flickers and marked words stay marked."""
        if list(lines[: len(self._shown)]) != self._shown:
            self.talk.clear()
            self._shown = []
        for line in lines[len(self._shown) :]:
            self.talk.add(SaidBubble(line))
        self._shown = list(lines)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.detail)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addLayout(words, 1)
        head.addWidget(self.end, 0, Qt.AlignmentFlag.AlignTop)
        taking = QHBoxLayout()
        taking.setSpacing(10)
        taking.addWidget(self.name, 1)
        taking.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(taking)
        column.addWidget(self.talk, 1)
        column.addWidget(self.composer)

    def _take(self) -> None:
        if name := self.name.text().strip():
            self._deeds.take(name)
        else:
            self.name.setFocus()

    def _tell(self) -> None:
        without = "" if self.name.text().strip() else tr("Write your name first: visitors read it.")
        self.take.setToolTip(without)
        self.take.setAccessibleDescription(without)
