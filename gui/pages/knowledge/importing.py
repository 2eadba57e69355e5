"""Owns bringing files in: where they are dropped, their way to the box, their reading, and the report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget
from typing_extensions import override

from appliance.contract.imports import Import
from appliance.contract.jobs import Job, JobKind, JobState
from appliance.contract.problems import ErrorCode, Refused
from gui.pages.page import SPACING, Around
from gui.presenters import imports, progress
from gui.presenters.imports import ImportView
from gui.presenters.progress import Progress
from gui.translation import tr
from gui.upload import Upload
from gui.widgets.drop_zone import DropZone
from gui.widgets.import_report import ImportReport
from gui.widgets.progress_card import ProgressCard


class Importing(QWidget):
    """`moved` when the box should be asked again, `failed` with (what it is about, Problem)."""

    moved = Signal()
    failed = Signal(str, object)

    def __init__(self, around: Around) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self._around = around
        self._progress = Progress()
        self._look = progress.Look((), ())
        self._latest: Import | None = None
        self.upload = Upload(around.box, self)
        self.zone = DropZone(self.choose_files, self.choose_folder)
        self.work = ProgressCard(self._cancel)
        self.report = ImportReport(self._go_on)
        self.upload.changed.connect(self._show)
        self.upload.ended.connect(self.moved)
        self.upload.failed.connect(self.failed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING)
        for widget in (self.zone, self.work, self.report):
            column.addWidget(widget)

    @property
    def is_busy(self) -> bool:
        return bool(self._look.rows)

    def take(self, jobs: Sequence[Job], latest: Import | None) -> None:
        """What the box says of its work, and of the latest import."""
        self._latest = latest
        self._look = self._progress.look(jobs, self._around.monotonic())
        self._show()
        for job in self._look.ended:
            self._tell_ended(job)

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

    def choose_files(self) -> None:
        self._choose(tr("Add documents"), QFileDialog.FileMode.ExistingFiles)

    def choose_folder(self) -> None:
        self._choose(tr("Add a folder"), QFileDialog.FileMode.Directory)

    def _choose(self, title: str, mode: QFileDialog.FileMode) -> None:
        dialog = QFileDialog(self, title)
        dialog.setFileMode(mode)
        dialog.filesSelected.connect(lambda names: self.upload.send([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show(self) -> None:
        batch = self.upload.batch
        sending = (progress.sending(batch.name, self.upload.sent, len(batch.files)),) if batch else ()
        self.work.present((*sending, *self._look.rows))
        self.report.present(self._report())

    def _report(self) -> ImportView | None:
        """None also while files are being sent, and until the box has said that it reads them."""
        latest = self._latest
        if latest is None or self.upload.batch or (latest.id == self.upload.started_id and latest.job is None):
            return None
        return imports.import_view(latest, self._around.now())

    def _tell_ended(self, job: Job) -> None:
        if job.state is JobState.FAILED:
            why = Refused(ErrorCode.UNREADABLE_DOCUMENT, job.detail or "")
            self.failed.emit(job.subject, why.problem())
        elif job.state is JobState.SUCCEEDED and job.kind is JobKind.READ_DOCUMENT:
            self._around.toast(tr("“{name}” answers questions now").format(name=job.subject))

    def _cancel(self, job_id: str) -> None:
        if not job_id:
            self.upload.cancel()
            return
        self._around.box.call(
            lambda client: client.cancel_job(job_id),
            lambda _job: self.moved.emit(),
            lambda problem: self.failed.emit("", problem),
        )

    def _go_on(self, import_id: str) -> None:
        self._around.box.call(
            lambda client: client.start_import(import_id),
            lambda _batch: self.moved.emit(),
            lambda problem: self.failed.emit("", problem),
        )


def _files(mime: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
