"""Owns "Try it": ask as a visitor would, and see the answer come with its sources."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from appliance.contract.chat import ChatEvent
from appliance.contract.problems import Problem
from gui.background import Stream
from gui.pages.page import FOOT, MARGIN, SPACING, TOP, Around, Page, title_row
from gui.presenters import asking
from gui.presenters.asking import Asking
from gui.translation import tr
from gui.widgets.bubble import AnswerBubble, QuestionBubble
from gui.widgets.button import button
from gui.widgets.composer import Composer
from gui.widgets.talk import Talk
from gui.widgets.text import Text
from gui.widgets.toast import announce

WIDEST = 1_000


class TryItPage(Page):
    """One conversation; a question after the first is asked with what was said before."""

    def __init__(self, around: Around) -> None:
        super().__init__(around, tr("Try it"))
        self._stream: Stream | None = None
        self._asking: Asking | None = None
        self._bubble: AnswerBubble | None = None
        self._question = ""
        self._conversation_id: str | None = None
        self.talk = Talk()
        self.fresh = button(tr("New conversation"), self._begin_anew)
        self.composer = Composer(tr("Ask as a visitor would"), asking.LONGEST, self._ask, self._stop)
        self.example = button(tr("Ask “Are you open today?”"), lambda: self._ask(tr("Are you open today?")), "primary")
        self.empty = self._empty()
        self._lay_out()
        self._show_talk()

    @override
    def arrive(self, looking_for: str = "", section: str = "") -> None:
        self.composer.field.setFocus()

    def _lay_out(self) -> None:
        body = QWidget()
        body.setMaximumWidth(WIDEST)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING)
        line = Text(tr("You get the answer a visitor on your website would get."), "soft")
        column.addLayout(title_row(Text(tr("Ask it something"), "title"), line, self.fresh))
        column.addWidget(self.empty, 1)
        column.addWidget(self.talk, 1)
        column.addWidget(self.composer)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(MARGIN, TOP, MARGIN, FOOT)
        outer.addWidget(body)

    def _empty(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setSpacing(12)
        column.addStretch(1)
        words = Text(tr("Nothing asked yet. Type a question below, or begin with this one."), "soft")
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(words)
        column.addWidget(self.example, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        return holder

    def _show_talk(self) -> None:
        begun = bool(self.talk.bubbles)
        self.talk.setVisible(begun)
        self.empty.setVisible(not begun)
        self.fresh.setEnabled(begun)

    def _ask(self, question: str) -> None:
        self._question = question
        self.talk.add(QuestionBubble(question))
        self._bubble = AnswerBubble(self._open_source)
        self.talk.add(self._bubble)
        self._show_talk()
        self.composer.field.setFocus()
        self._present(asking.begin(self.around.monotonic()))
        conversation = self._conversation_id
        self._stream = self.around.box.stream(
            lambda client: client.ask(question, conversation), self._each, self._ended, self._failed
        )

    def _each(self, event: ChatEvent) -> None:
        if self._asking:
            self._present(asking.after(self._asking, event, self.around.monotonic()))
            self._conversation_id = self._asking.conversation_id or self._conversation_id

    def _ended(self) -> None:
        self._stream = None
        if self._bubble:
            announce(self.talk, self._bubble.words.accessibleName())

    def _failed(self, problem: Problem) -> None:
        self._stream = None
        if self._asking:
            self._present(asking.broken(self._asking, problem))
            self.composer.put_back(self._question)

    def _stop(self) -> None:
        if self._stream is None or self._asking is None:
            return
        self._stream.cancel()
        self._stream = None
        if question_id := self._asking.question_id:
            # The stream is closed at its next event; this ends it on the box at once.
            self.around.box.call(lambda client: client.cancel_question(question_id), _nothing, _nothing)
        self._present(asking.stopped(self._asking))

    def _open_source(self, opens: str) -> None:
        if asking.is_web(opens):
            QDesktopServices.openUrl(QUrl(opens))
        else:
            self.around.go("knowledge", opens)

    def _begin_anew(self) -> None:
        self._stop()
        self._conversation_id = None
        self._asking = self._bubble = None
        self.talk.clear()
        self._show_talk()
        self.composer.field.setFocus()

    def _present(self, state: Asking) -> None:
        self._asking = state
        self.composer.set_running(state.view.running)
        if self._bubble:
            self._bubble.present(state.view)


def _nothing(_result: object) -> None:
    """The answer was stopped for the owner already; whether the box had ended it before does not matter."""
