"""Owns Conversations: who wrote lately, who waits for a person, and talking with a visitor in the assistant's place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from appliance.contract.chat import ConversationSummary
from appliance.contract.handoff import HandOff, HandOffMessage
from appliance.contract.problems import Problem
from gui.pages.page import FOOT, MARGIN, SPACING, TOP, Around, Page
from gui.poll import Poll
from gui.presenters import conversations
from gui.presenters.conversations import Conversation, RowView
from gui.presenters.problem import problem_view
from gui.translation import tr
from gui.widgets.button import button
from gui.widgets.conversation_row import ConversationRow
from gui.widgets.conversation_view import ConversationView, Deeds
from gui.widgets.keyed_rows import KeyedRows
from gui.widgets.problem_note import ProblemNote
from gui.widgets.text import Text

if TYPE_CHECKING:
    from appliance.client import Client

QUESTIONS, HAND_OFFS, SHOWN = 100, 50, 60
EVERY_MS = 2_000
# Below this width, as on a small screen at 200 %, the list stands above the conversation.
NARROW = 800
LIST_WIDTH, LIST_HEIGHT, WIDEST = 320, 230, 16_777_215
ACROSS, DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


@dataclass(frozen=True, slots=True)
class _Heard:
    questions: list[ConversationSummary]
    hand_offs: list[HandOff]


@dataclass(frozen=True, slots=True)
class _Said:
    conversation_id: str
    messages: list[HandOffMessage]


class ConversationsPage(Page):
    """The list on the left, the chosen conversation on the right."""

    def __init__(self, around: Around) -> None:
        super().__init__(around, tr("Conversations"))
        self._found: list[Conversation] = []
        self._lost = False
        self._chosen: Conversation | None = None
        self._messages: list[HandOffMessage] = []
        self.rows: KeyedRows[RowView] = KeyedRows(
            lambda: ConversationRow(self._choose), tr("Nobody has written yet. Ask the first question yourself.")
        )
        self.ask = button(tr("Ask it something"), lambda: around.go("try_it"), "primary")
        self.open = ConversationView(Deeds(self._take, self._say, self._end))
        self.problem = ProblemNote()
        self._listed = self._list()
        self._sides = QBoxLayout(ACROSS, self)
        self._lay_out()
        self.list_poll = self.poll(Poll(around.box, _look, self._heard, self._not_heard, EVERY_MS, self))
        self.talk_poll = self.poll(Poll(around.box, self._listen, self._said, self._not_heard, EVERY_MS, self))

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.addWidget(self.problem)
        right.addWidget(self.open, 1)
        self._sides.setContentsMargins(MARGIN, TOP, MARGIN, FOOT)
        self._sides.setSpacing(SPACING)
        self._sides.addWidget(self._listed, 2)
        self._sides.addLayout(right, 3)
        self.open.hide()
        self.ask.hide()

    def _list(self) -> QWidget:
        body, holder = QWidget(), QWidget()
        listed = QVBoxLayout(body)
        listed.setContentsMargins(0, 0, 8, 0)
        listed.addWidget(self.rows)
        listed.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeft)
        listed.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING)
        column.addWidget(Text(tr("Conversations"), "title"))
        column.addWidget(area, 1)
        return holder

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < NARROW
        self._sides.setDirection(DOWN if narrow else ACROSS)
        self._listed.setMaximumSize(WIDEST if narrow else LIST_WIDTH, LIST_HEIGHT if narrow else WIDEST)

    @override
    def arrive(self, looking_for: str = "", section: str = "") -> None:
        self.list_poll.now()

    def _heard(self, heard: _Heard) -> None:
        if self._lost:
            self._lost = False
            self.problem.hide()
        self._found = conversations.conversations(heard.questions, heard.hand_offs)
        self.around.tell("conversations", conversations.needing(self._found))
        self.ask.setVisible(not self._found)
        chosen = self._chosen.id if self._chosen else (self._found[0].id if self._found else "")
        self._choose(chosen)

    def _choose(self, conversation_id: str) -> None:
        before = self._chosen.id if self._chosen else ""
        self._chosen = next((each for each in self._found if each.id == conversation_id), self._chosen)
        if self._chosen and self._chosen.id != before:
            self._messages = []
            self.talk_poll.now()
        self._present()

    def _listen(self, client: Client) -> _Said:
        """What was said since, in the background: nothing where nobody was asked for."""
        chosen, after = self._chosen, self._messages[-1].number if self._messages else 0
        if chosen is None or chosen.hand_off is None:
            return _Said("", [])
        return _Said(chosen.id, client.hand_off_messages(chosen.hand_off.id, after))

    def _said(self, said: _Said) -> None:
        known = self._messages[-1].number if self._messages else 0
        if self._chosen and said.conversation_id == self._chosen.id and said.messages:
            self._messages += [message for message in said.messages if message.number > known]
            self._present()

    def _present(self) -> None:
        now = self.around.now()
        chosen = self._chosen.id if self._chosen else ""
        self.rows.present([conversations.row(each, now, each.id == chosen) for each in self._found[:SHOWN]])
        self.open.setVisible(self._chosen is not None)
        if self._chosen:
            self.open.present(conversations.head(self._chosen, now))
            self.open.show_lines(conversations.lines(self._chosen, self._messages))

    def _take(self, name: str) -> None:
        if not (chosen := self._chosen):
            return
        waiting = chosen.open_hand_off

        def take(client: Client) -> HandOff:
            if waiting:
                return client.take_hand_off(waiting.id, name)
            return client.take_conversation(chosen.id, name)

        self.around.box.call(take, self._changed, self._failed)

    def _say(self, words: str) -> None:
        if not (self._chosen and (hand_off := self._chosen.open_hand_off)):
            return

        def not_said(problem: Problem) -> None:
            self.open.composer.put_back(words)
            self._failed(problem)

        self.around.box.call(
            lambda client: client.say_in_hand_off(hand_off.id, words), lambda _message: self.talk_poll.now(), not_said
        )

    def _end(self) -> None:
        if self._chosen and (hand_off := self._chosen.open_hand_off):
            self.around.box.call(lambda client: client.end_hand_off(hand_off.id), self._changed, self._failed)

    def _changed(self, _hand_off: HandOff) -> None:
        self.list_poll.now()
        self.talk_poll.now()
        self.open.composer.field.setFocus()

    def _not_heard(self, problem: Problem) -> None:
        """The box does not answer: that goes away by itself, unlike a deed that failed."""
        self._lost = True
        self._failed(problem)

    def _failed(self, problem: Problem) -> None:
        self.problem.present(problem_view(problem))


def _look(client: Client) -> _Heard:
    return _Heard(
        client.conversations(limit=QUESTIONS), client.hand_offs(HAND_OFFS) + client.hand_offs(HAND_OFFS, ended=True)
    )
