"""Owns the section Questions: what visitors asked in vain, answering it in one line, and what was taught."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from appliance.contract.problems import Problem
from appliance.contract.teaching import AnswerRequest, ApprovedAnswer, Gap
from gui.pages.knowledge.section import Section
from gui.pages.page import Around, scrolling
from gui.presenters import teaching
from gui.presenters.teaching import GapView, TaughtView
from gui.translation import counted, tr
from gui.widgets.card import Card
from gui.widgets.edit_answer import EditAnswer
from gui.widgets.gap_row import GapRow
from gui.widgets.keyed_rows import KeyedRows
from gui.widgets.taught_row import TaughtActs, TaughtRow

if TYPE_CHECKING:
    from appliance.client import Client

EVERY_MS = 5_000
GAPS_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Knows:
    """What the section asks for in one go, put into words beside the window."""

    gaps: tuple[GapView, ...]
    taught: tuple[TaughtView, ...]


class QuestionsSection(Section):
    """Most asked first; an answer given here is told to the next visitor who asks so."""

    def __init__(self, around: Around) -> None:
        super().__init__(around, tr("Questions"))
        self.gaps: KeyedRows[GapView] = KeyedRows(
            lambda: GapRow(self._teach, self._dismiss),
            tr("None. Questions that get no good answer are gathered here, for you to answer in one line."),
        )
        acts = TaughtActs(change=self._change, undo=self._undo, remove=self._remove)
        self.taught: KeyedRows[TaughtView] = KeyedRows(
            lambda: TaughtRow(acts), tr("None yet. What you answer above stands here, and is told word for word.")
        )
        column = scrolling(self, (0, 0, 8, 0))
        column.addLayout(self.head())
        column.addWidget(self.note)
        for heading, rows in ((tr("What visitors asked in vain"), self.gaps), (tr("What you taught"), self.taught)):
            card = Card(heading)
            card.column.addWidget(rows)
            column.addWidget(card)
        column.addStretch(1)
        self._poll = self.watch(self._ask_all, self._take, EVERY_MS)

    def _ask_all(self, client: Client) -> Knows:
        now = self.around.now()
        gaps = teaching.gap_views(client.gaps(limit=GAPS_SHOWN), now)
        return Knows(gaps, teaching.taught_views(client.answers(removed=True), now))

    def _take(self, knows: Knows) -> None:
        count = len(knows.gaps)
        line = counted(count, tr("1 question waits for your answer."), tr("{n} questions wait for your answer."))
        self.line.say(line if count else tr("No question waits for your answer."))
        self.gaps.present(knows.gaps)
        self.taught.present(knows.taught)

    def _teach(self, gap_id: str, words: str) -> None:
        request = AnswerRequest(text=words, gap_id=gap_id)
        # A second press of Enter must not teach it twice.
        self._let_answer(gap_id, False)
        self.around.box.call(
            lambda client: client.teach(request), partial(self._taught, gap_id), partial(self._not_taught, gap_id)
        )

    def _taught(self, gap_id: str, result: ApprovedAnswer) -> None:
        self._let_answer(gap_id, True)
        self._done(tr("Visitors are told so from now on"), result)

    def _not_taught(self, gap_id: str, problem: Problem) -> None:
        self._let_answer(gap_id, True)
        self.failed(problem)

    def _let_answer(self, gap_id: str, may: bool) -> None:
        row = self.gaps.rows.get(gap_id)
        if isinstance(row, GapRow):
            row.setEnabled(may)

    def _dismiss(self, gap_id: str) -> None:
        self.ask(lambda client: client.dismiss_gap(gap_id), partial(self._done, tr("Put aside")))

    def _change(self, view: TaughtView) -> None:
        EditAnswer(view, self.around.now().date(), partial(self._save, view.id), self).open()

    def _save(self, answer_id: str, words: str, last: date | None) -> None:
        def save(client: Client) -> ApprovedAnswer:
            return client.change_answer(answer_id, teaching.changed(client.answer(answer_id), words, last))

        self.ask(save, partial(self._done, tr("Saved")))

    def _undo(self, view: TaughtView) -> None:
        self.ask(lambda client: client.undo_answer(view.id), partial(self._done, tr("Taken back")))

    def _remove(self, view: TaughtView) -> None:
        self.ask(lambda client: client.remove_answer(view.id), partial(self._done, tr("Told no more")))

    def _done(self, words: str, _result: ApprovedAnswer | Gap) -> None:
        self.around.toast(words)
        self._poll.now()
