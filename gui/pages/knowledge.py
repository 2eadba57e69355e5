"""Owns Knowledge: drop files, watch them being read, see and remove what the assistant may read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout
from typing_extensions import override

from appliance.contract.jobs import Job, JobKind, JobState
from appliance.contract.knowledge import Added
from appliance.contract.problems import ErrorCode, Problem, Refused
from gui.pages.page import FOOT, MARGIN, SPACING, TOP, Around, Page, title_row
from gui.poll import Poll
from gui.presenters import documents, progress
from gui.presenters.documents import DocumentView
from gui.presenters.problem import lost_view, problem_view
from gui.presenters.progress import Progress
from gui.translation import tr
from gui.upload import Upload
from gui.widgets.ask_first import AskFirst
from gui.widgets.button import button
from gui.widgets.documents_table import DocumentsTable
from gui.widgets.drop_zone import DropZone
from gui.widgets.problem_note import ProblemNote
from gui.widgets.progress_card import ProgressCard
from gui.widgets.text import Text

if TYPE_CHECKING:
    from appliance.client import Client

QUIET_EVERY_MS = 2_000
BUSY_EVERY_MS = 700


@dataclass(frozen=True, slots=True)
class Knows:
    """What the page asks for in one go, put into words beside the window: a list may be long."""

    views: tuple[DocumentView, ...]
    summary: str
    unreadable: int
    jobs: list[Job]


class KnowledgePage(Page):
    """Everything it shows is what the box said last; work goes on when the window closes."""

    def __init__(self, around: Around) -> None:
        super().__init__(around, tr("Knowledge"))
        self.setAcceptDrops(True)
        self._progress = Progress()
        self._look = progress.Look((), ())
        self._is_lost = False
        self.upload = Upload(around.box, self)
        self.line = Text(look="soft")
        self.note = ProblemNote()
        self.zone = DropZone(self._choose_files)
        self.work = ProgressCard(self._cancel)
        self.search = QLineEdit()
        self.table = DocumentsTable()
        self.remove = button(tr("Remove"), self._ask_remove)
        self.save = button(tr("Save this list"), self._choose_list_file)
        self._lay_out()
        self._listen()
        self._tell_chosen()

    @override
    def arrive(self, looking_for: str = "") -> None:
        self.search.setText(looking_for)
        (self.table if looking_for else self.zone.add).setFocus()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files(event.mimeData()):
            event.acceptProposedAction()
            self.zone.light(True)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.zone.light(False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self.zone.light(False)
        event.acceptProposedAction()
        self.upload.send(_files(event.mimeData()))

    def _lay_out(self) -> None:
        self.search.setPlaceholderText(tr("Find a document"))
        self.search.setAccessibleName(tr("Find a document"))
        self.search.setClearButtonEnabled(True)
        for clear in self.search.findChildren(QToolButton):
            clear.setAccessibleName(tr("Clear what is looked for"))
        self._tools = QHBoxLayout()
        self._tools.setSpacing(10)
        self._tools.addWidget(self.search, 1)
        self._tools.addWidget(self.save)
        self._tools.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, TOP, MARGIN, FOOT)
        column.setSpacing(SPACING)
        column.addLayout(title_row(Text(tr("Knowledge"), "title"), self.line))
        column.addWidget(self.note)
        column.addWidget(self.zone)
        column.addWidget(self.work)
        column.addLayout(self._tools)
        column.addWidget(self.table, 1)
        column.addStretch(0)

    def _listen(self) -> None:
        self._poll = self.poll(Poll(self.around.box, self._ask, self._take, self._lost, QUIET_EVERY_MS, self))
        self.upload.changed.connect(self._show_work)
        self.upload.added.connect(self._added)
        self.upload.failed.connect(self._refused)
        self.search.textChanged.connect(self.table.find_words)
        self.table.chosen_changed.connect(self._tell_chosen)
        self.table.remove_wanted.connect(self._ask_remove)
        QShortcut(QKeySequence.StandardKey.Find, self, self.search.setFocus)
        QShortcut(QKeySequence.StandardKey.Open, self, self._choose_files)

    def _ask(self, client: Client) -> Knows:
        found = client.documents()
        views = documents.document_views(found, self.around.now())
        return Knows(views, documents.summary(found), documents.unreadable(found), client.jobs())

    def _take(self, knows: Knows) -> None:
        if self._is_lost:
            self._is_lost = False
            self.note.hide()
        self.table.present(knows.views)
        self.line.say(knows.summary)
        self.zone.tell(anything=bool(knows.views))
        for widget in (self.table, self.search, self.save, self.remove):
            widget.setVisible(bool(knows.views))
        self.around.tell("knowledge", knows.unreadable)
        self._look = self._progress.look(knows.jobs, self.around.monotonic())
        self._poll.every(BUSY_EVERY_MS if self._look.rows else QUIET_EVERY_MS)
        self._show_work()
        for job in self._look.ended:
            self._tell_ended(job)

    def _show_work(self) -> None:
        current = self.upload.current
        sending = (progress.sending(current.name, self.upload.sent, self.upload.total),) if current else ()
        self.work.present((*sending, *self._look.rows))

    def _tell_ended(self, job: Job) -> None:
        if job.state is JobState.SUCCEEDED and job.kind is JobKind.READ_DOCUMENT:
            self.around.toast(tr("“{name}” answers questions now").format(name=job.subject))
        elif job.state is JobState.FAILED:
            why = Refused(ErrorCode.UNREADABLE_DOCUMENT, job.detail or "")
            self._refused(job.subject, why.problem())

    def _added(self, added: Added) -> None:
        if added.job_id is None:
            self.around.toast(tr("“{name}” is known already").format(name=added.document.name))
        self._poll.now()

    def _refused(self, subject: str, problem: Problem) -> None:
        self.note.present(problem_view(problem, subject))

    def _lost(self, problem: Problem) -> None:
        self._is_lost = True
        self.note.present(lost_view(problem))

    def _failed(self, problem: Problem) -> None:
        self.note.present(problem_view(problem))

    def _cancel(self, job_id: str) -> None:
        if not job_id:
            self.upload.cancel()
            return
        self.around.box.call(lambda client: client.cancel_job(job_id), lambda _job: self._poll.now(), self._failed)

    def _tell_chosen(self) -> None:
        chosen = self.table.chosen()
        self.remove.setEnabled(bool(chosen))
        if len(chosen) == 1 and chosen[0].problem:
            why = Refused(ErrorCode.UNREADABLE_DOCUMENT, chosen[0].problem)
            self._refused(chosen[0].title, why.problem())

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

        self.around.box.call(remove_all, done, self._failed)

    def _choose_files(self) -> None:
        dialog = QFileDialog(self, tr("Add documents"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.upload.send([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

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


def _files(mime: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
