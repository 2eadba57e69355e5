"""Owns the section Documents: bring files in, see what was read of them, until when they hold, remove them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout
from typing_extensions import override

from appliance.contract.imports import Import
from appliance.contract.jobs import Job
from appliance.contract.knowledge import Document, KnowledgeCheck
from appliance.contract.problems import Problem
from gui.pages.knowledge.importing import Importing
from gui.pages.knowledge.section import Section
from gui.pages.page import SPACING, Around, scrolling
from gui.presenters import documents
from gui.presenters.check import check_words
from gui.presenters.documents import DocumentView
from gui.translation import tr
from gui.widgets.ask_first import AskFirst
from gui.widgets.button import button
from gui.widgets.document_details import DocumentDetails
from gui.widgets.documents_table import DocumentsTable
from gui.widgets.find_field import FindField
from gui.widgets.text import Text
from gui.widgets.toast import announce

if TYPE_CHECKING:
    from appliance.client import Client

QUIET_EVERY_MS = 2_000
BUSY_EVERY_MS = 700
# The list stays a list, whatever stands above it.
TABLE_HEIGHT = 230
# Below this width what is said of a document stands below the list.
NARROW = 800
ACROSS, DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


@dataclass(frozen=True, slots=True)
class Knows:
    """What the section asks for in one go, put into words beside the window: a list may be long."""

    views: tuple[DocumentView, ...]
    summary: str
    unreadable: int
    jobs: list[Job]
    latest: Import | None


class DocumentsSection(Section):
    """Everything it shows is what the box said last; work goes on when the window closes."""

    def __init__(self, around: Around) -> None:
        super().__init__(around, tr("Documents"))
        self.importing = Importing(around)
        self.search = FindField(tr("Find a document"))
        self.table = DocumentsTable()
        self.details = DocumentDetails(self._hold)
        self.remove = button(tr("Remove"), self._ask_remove)
        self.save = button(tr("Save this list"), self._choose_list_file)
        self.check = button(tr("Check everything"), self._check)
        self.checked = Text(look="soft")
        self.checked.hide()
        self._lay_out()
        self._listen()
        self._tell_chosen()

    @override
    def arrive(self, looking_for: str = "", section: str = "") -> None:
        self.search.setText(looking_for)
        (self.table if looking_for else self.importing.zone.add).setFocus()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._middle.setDirection(DOWN if event.size().width() < NARROW else ACROSS)

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(10)
        tools.addWidget(self.search, 1)
        tools.addWidget(self.save)
        tools.addWidget(self.remove)
        self._middle = QBoxLayout(ACROSS)
        self._middle.setSpacing(SPACING)
        self._middle.addWidget(self.table, 5)
        self._middle.addWidget(self.details, 3)
        self.table.setMinimumHeight(TABLE_HEIGHT)
        column = scrolling(self, (0, 0, 8, 0))
        column.addLayout(self.head(self.check))
        column.addWidget(self.checked)
        column.addWidget(self.note)
        column.addWidget(self.importing)
        column.addLayout(tools)
        column.addLayout(self._middle, 1)

    def _listen(self) -> None:
        self._poll = self.watch(self._ask_all, self._take, QUIET_EVERY_MS)
        self.importing.moved.connect(self._poll.now)
        self.importing.failed.connect(lambda subject, problem: self.failed(problem, subject))
        self.search.textChanged.connect(self.table.find_words)
        self.table.chosen_changed.connect(self._tell_chosen)
        self.table.remove_wanted.connect(self._ask_remove)
        QShortcut(QKeySequence.StandardKey.Find, self, self.search.setFocus)
        QShortcut(QKeySequence.StandardKey.Open, self, self.importing.choose_files)

    def _ask_all(self, client: Client) -> Knows:
        found = client.documents()
        views = documents.document_views(found, self.around.now())
        latest = next(iter(client.imports(limit=1)), None)
        return Knows(views, documents.summary(found), documents.unreadable(found), client.jobs(), latest)

    def _take(self, knows: Knows) -> None:
        self.table.present(knows.views)
        self.line.say(knows.summary)
        self.importing.zone.tell(anything=bool(knows.views))
        for widget in (self.table, self.search, self.save, self.remove, self.check):
            widget.setVisible(bool(knows.views))
        self.around.tell("knowledge", knows.unreadable)
        self.importing.take(knows.jobs, knows.latest)
        self._poll.every(BUSY_EVERY_MS if self.importing.is_busy else QUIET_EVERY_MS)
        self._tell_chosen()

    def _tell_chosen(self) -> None:
        chosen = self.table.chosen()
        self.remove.setEnabled(bool(chosen))
        self.details.present(chosen[0] if len(chosen) == 1 else None, self.around.now().date())

    def _hold(self, document_id: str, last: date | None) -> None:
        def done(document: Document) -> None:
            view = documents.document_views([document], self.around.now())[0]
            self.around.toast(documents.holds(view))
            self._poll.now()

        self.ask(lambda client: client.hold_document_until(document_id, last), done)

    def _check(self) -> None:
        self.check.setEnabled(False)
        self._say_checked(tr("Comparing every document with what was read of it …"))
        self.around.box.call(lambda client: client.check_knowledge(), self._compared, self._not_compared)

    def _compared(self, result: KnowledgeCheck) -> None:
        self.check.setEnabled(True)
        self._say_checked(check_words(result)[0])
        announce(self.checked, self.checked.text())
        self._poll.now()

    def _not_compared(self, problem: Problem) -> None:
        self.check.setEnabled(True)
        self._say_checked("")
        self.failed(problem)

    def _say_checked(self, words: str) -> None:
        self.checked.say(words)
        self.checked.setVisible(bool(words))

    def _ask_remove(self) -> None:
        chosen = self.table.chosen()
        if not chosen:
            return
        detail = tr("The files on your own computer stay where they are; you can add them again later.")
        verb = tr("Remove document") if len(chosen) == 1 else tr("Remove documents")
        AskFirst(documents.removal_title(chosen), detail, verb, lambda: self._remove(chosen), self).open()

    def _remove(self, chosen: Sequence[DocumentView]) -> None:
        def remove_all(client: Client) -> None:
            for view in chosen:
                client.remove_document(view.id)

        def done(_none: None) -> None:
            self.around.toast(documents.removed(chosen))
            self._poll.now()

        self.ask(remove_all, done)

    def _choose_list_file(self) -> None:
        dialog = QFileDialog(self, tr("Save this list"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(tr("documents.csv"))
        dialog.fileSelected.connect(lambda name: self._save_list(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save_list(self, path: Path) -> None:
        text = documents.as_lines(self.table.shown(), delimiter=",")
        path.write_text(text, encoding="utf-8-sig")
        self.around.toast(tr("Saved “{name}”").format(name=path.name))
