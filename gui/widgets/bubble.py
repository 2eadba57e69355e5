"""Owns the bubbles of a conversation: what was asked on the left, what was answered on the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from gui.presenters.asking import AnswerView, spoken
from gui.presenters.conversations import Line, Voice
from gui.translation import tr
from gui.widgets.button import button
from gui.widgets.product_lines import ProductLines
from gui.widgets.sources import SourcesLine
from gui.widgets.text import Text

PADDING = 18
NARROWEST = 120


class Bubble(QFrame):
    """As wide as its words, up to the room that `fit` grants."""

    def __init__(self, voice: Voice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.voice = voice
        self.setProperty("speaker", voice)
        self.words = _selectable(Text())
        self._room = 400
        self._parts: list[Text] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(PADDING, 14, PADDING, 14)
        self.column.setSpacing(6)
        self.add(self.words)

    def add(self, part: Text) -> None:
        self._parts.append(part)
        self.column.addWidget(part)

    def fit(self, room: int) -> None:
        """Take at most `room` pixels in width."""
        self._room = room
        inner = room - 2 * PADDING
        width = max((_natural_width(part) for part in self._parts if part.plain()), default=NARROWEST)
        for part in self._parts:
            part.setFixedWidth(max(NARROWEST, min(inner, width)))

    def refit(self) -> None:
        self.fit(self._room)


class QuestionBubble(Bubble):
    def __init__(self, question: str) -> None:
        super().__init__(Voice.VISITOR)
        self.words.say(question)
        self.words.setAccessibleName(tr("Question: {words}").format(words=question))


class SaidBubble(Bubble):
    """Words of a conversation that is looked at, whoever said them."""

    def __init__(self, line: Line) -> None:
        super().__init__(line.voice)
        self.words.say(line.text)
        self.words.setAccessibleName(_spoken_by(line))


class AnswerBubble(Bubble):
    """Grows while the answer comes."""

    def __init__(self, open_source: Callable[[str], None]) -> None:
        super().__init__(Voice.ASSISTANT)
        self.sources = SourcesLine(open_source)
        self.products = ProductLines(open_source)
        self.note = Text(look="strong")
        self.status = Text(look="soft")
        for part in (self.products, self.sources, self.note, self.status):
            self.add(part)
        self._for_support = ""
        self.copy = button(tr("Copy details for support"), self._copy)
        self.column.addWidget(self.copy)

    def present(self, view: AnswerView) -> None:
        for part, words in (
            (self.words, view.text),
            (self.note, view.note),
            (self.status, view.status),
        ):
            part.say(words)
            part.setVisible(bool(words))
        self.products.present(view.cards)
        self.sources.present(view.sources)
        self._for_support = view.for_support
        self.copy.setVisible(bool(view.for_support))
        self.words.setAccessibleName(tr("Answer: {words}").format(words=spoken(view)))
        self.refit()

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._for_support)


def _spoken_by(line: Line) -> str:
    words = {
        Voice.VISITOR: tr("Visitor: {words}"),
        Voice.ASSISTANT: tr("Assistant: {words}"),
        Voice.PERSON: tr("You: {words}"),
        Voice.NOTE: "{words}",
    }[line.voice]
    return words.format(words=line.text)


def _selectable(text: Text) -> Text:
    text.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return text


def _natural_width(part: Text) -> int:
    part.ensurePolished()
    metrics = part.fontMetrics()
    # Two pixels more than the letters need: rounding must not break the last word onto a line of its own.
    return max(metrics.horizontalAdvance(line) for line in part.plain().split("\n")) + 2
