"""Owns Home: is it answering, what happened, what needs me."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout
from typing_extensions import override

from appliance.contract.chat import ConversationSummary
from appliance.contract.facts import ShopFacts
from appliance.contract.handoff import HandOff, HandOffState
from appliance.contract.knowledge import Document, DocumentState
from appliance.contract.leads import Lead
from appliance.contract.problems import Problem
from appliance.contract.status import BoxStatus
from gui import wording
from gui.pages.page import SPACING, Around, Page, scrolling
from gui.poll import Poll
from gui.presenters import home, opening
from gui.presenters.documents import unreadable
from gui.presenters.home import AnswerView, PartView
from gui.presenters.needs import Help, NeedView, needs
from gui.translation import tr
from gui.widgets.banner import Banner
from gui.widgets.button import button
from gui.widgets.card import Card
from gui.widgets.home_rows import AnswerRow, NeedRow, PartRow
from gui.widgets.lead_list import LeadList
from gui.widgets.rows import Rows
from gui.widgets.text import Text
from gui.widgets.tile import Tile

if TYPE_CHECKING:
    from appliance.client import Client

LATEST = 4
# Three needs or four parts: cards keep this height, so that the rest of the page stays where it is.
MIDDLE_HEIGHT = 222
# Below this width, as on a small screen at 200 %, what stands side by side stands below each other.
NARROW = 800
ACROSS, DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
QUESTIONS_EVERY_MS = 2_000
REST_EVERY_MS = 15_000


class HomePage(Page):
    """Shows what it last heard; nothing on it waits for the box."""

    def __init__(self, around: Around) -> None:
        super().__init__(around, tr("Home"))
        self._status: BoxStatus | None = None
        self._facts: ShopFacts | None = None
        self._documents: list[Document] | None = None
        self._leads: list[Lead] = []
        self._questions: list[ConversationSummary] = []
        self._hand_offs: list[HandOff] = []
        self._unknown = tr("Not known until your front desk answers.")
        self.title = Text(look="title")
        self.day = Text(look="soft")
        self.ask = button(tr("Ask it something"), lambda: around.go("try_it"), "primary")
        self.retry = button(tr("Try again"), around.watch.poll.now)
        self.banner = Banner(self.retry, self.ask)
        self.tiles = tuple(Tile() for _ in home.tiles(None))
        self.needs: Rows[NeedView] = Rows(lambda: NeedRow(self._help), self._unknown)
        self.parts: Rows[PartView] = Rows(PartRow, self._unknown)
        self.latest: Rows[AnswerView] = Rows(AnswerRow, tr("No questions yet. Ask the first one yourself."))
        self._lay_out()
        self._listen()
        self._head()
        self.banner.present(home.calling())
        self.retry.hide()
        self._numbers()

    def _lay_out(self) -> None:
        column = scrolling(self)
        column.addWidget(self.title)
        column.addSpacing(-10)
        column.addWidget(self.day)
        column.addWidget(self.banner)
        self._reflowing = (tiles := QBoxLayout(ACROSS), middle := QBoxLayout(ACROSS))
        for layout in self._reflowing:
            layout.setSpacing(SPACING)
            column.addLayout(layout)
        for pair in (self.tiles[:2], self.tiles[2:]):
            row = QHBoxLayout()
            row.setSpacing(SPACING)
            for tile in pair:
                row.addWidget(tile, 1)
            tiles.addLayout(row, 1)
        for heading, rows, share in ((tr("Needs you"), self.needs, 5), (tr("Behind the counter"), self.parts, 4)):
            card = Card(heading)
            card.column.addWidget(rows)
            card.column.addStretch(1)
            card.setMinimumHeight(MIDDLE_HEIGHT)
            middle.addWidget(card, share)
        now = Card(tr("Right now"))
        now.column.addWidget(self.latest)
        column.addWidget(now)
        column.addStretch(1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for layout in self._reflowing:
            layout.setDirection(DOWN if event.size().width() < NARROW else ACROSS)

    def _listen(self) -> None:
        watch, box = self.around.watch, self.around.box
        watch.heard.connect(self._heard)
        watch.lost.connect(self._lost)
        self.poll(Poll(box, _questions, self._take_questions, self._stay, QUESTIONS_EVERY_MS, self))
        self.poll(
            Poll(box, lambda client: client.hand_offs(), self._take_hand_offs, self._stay, QUESTIONS_EVERY_MS, self)
        )
        self.poll(Poll(box, lambda client: client.facts(), self._take_facts, self._stay, REST_EVERY_MS, self))
        self.poll(Poll(box, lambda client: client.leads(), self._take_leads, self._stay, REST_EVERY_MS, self))
        self.poll(Poll(box, lambda client: client.documents(), self._take_documents, self._stay, REST_EVERY_MS, self))

    def _heard(self, status: BoxStatus) -> None:
        self._status = status
        self._head()
        self.banner.present(home.banner(status))
        self.retry.hide()
        self.ask.show()
        self._numbers()

    def _lost(self, problem: Problem) -> None:
        self._status = None
        self.banner.present(home.gone(problem))
        self.retry.show()
        self.ask.hide()
        self._numbers()

    def _numbers(self) -> None:
        for tile, view in zip(self.tiles, home.tiles(self._status), strict=True):
            tile.present(view)
        self.parts.present(home.parts(self._status.processes) if self._status else ())
        found = (
            needs(self._status, self._documents, self._leads, self._questions, self._hand_offs) if self._status else ()
        )
        known = tr("Nothing. Everything runs by itself.")
        self.needs.empty.say(known if self._status else self._unknown)
        self.needs.present(found)
        self.around.tell("home", len(found))

    def _head(self) -> None:
        now = self.around.now()
        self.title.say(opening.greeting(self._status.shop if self._status else "", now))
        self.day.say(opening.day_line(self._facts, now))

    def _take_questions(self, questions: list[ConversationSummary]) -> None:
        self._questions = questions
        self.latest.present(home.right_now(questions[:LATEST], self.around.now()))

    def _take_hand_offs(self, hand_offs: list[HandOff]) -> None:
        self._hand_offs = hand_offs
        self.around.tell("conversations", sum(each.state is HandOffState.WAITING for each in hand_offs))
        self._numbers()

    def _take_facts(self, facts: ShopFacts) -> None:
        self._facts = facts
        self._head()

    def _take_leads(self, leads: list[Lead]) -> None:
        self._leads = leads
        self._numbers()

    def _take_documents(self, documents: list[Document]) -> None:
        self._documents = documents
        self.around.tell("knowledge", unreadable(documents))
        self._numbers()

    def _stay(self, problem: Problem) -> None:
        """Keep what was last heard: the banner says by itself that the box does not answer."""

    def _help(self, need: NeedView) -> None:
        if need.help is Help.TALK:
            self.around.go("conversations")
        elif need.help is Help.SHOW_LEADS:
            LeadList(self._leads, self.around.now(), self).open()
        elif need.help is Help.COPY_DETAILS:
            QApplication.clipboard().setText(need.for_support)
            self.around.toast(tr("Copied"))
        elif need.help is Help.SHOW_DOCUMENTS:
            self.around.go("knowledge", wording.document(DocumentState.UNREADABLE))
        elif need.help is Help.ANSWER_QUESTIONS:
            self.around.go("knowledge", "", "questions")
        else:
            self.around.go("knowledge", "", "documents")


def _questions(client: Client) -> list[ConversationSummary]:
    # More than are shown, so that the latest unanswered one is among them.
    return client.conversations(limit=LATEST * 4)
