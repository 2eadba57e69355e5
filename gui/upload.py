"""Owns sending files to the box as one import, one after the other, so that nothing else the panel asks has to wait."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from appliance.contract.imports import FILES_MAX, Import
from appliance.contract.problems import ErrorCode, Problem, Refused
from gui.box import Box
from gui.translation import tr

if TYPE_CHECKING:
    from appliance.client import Client

# The box takes none that is larger; this one would be read into memory first.
LARGEST_BYTES = 200_000_000


@dataclass(frozen=True, slots=True)
class Batch:
    """What was dropped at once: a name for it, and each file with the name it gets on the box."""

    name: str
    files: tuple[tuple[str, Path], ...]


class Upload(QObject):
    """`changed` after every step, `ended` when no more is on its way, `failed` with (file name, Problem).

    `started_id` is the import whose reading was asked for last.
    """

    changed = Signal()
    ended = Signal()
    failed = Signal(str, object)

    def __init__(self, box: Box, parent: QObject) -> None:
        super().__init__(parent)
        self._box = box
        self._batches: deque[Batch] = deque()
        self._waiting: deque[tuple[str, Path]] = deque()
        self._cancelled = False
        self.batch: Batch | None = None
        self.import_id = ""
        self.started_id = ""
        self.sent = 0

    def send(self, paths: Sequence[Path]) -> None:
        """Send files, folders and archives as one import. More may be added while others are under way."""
        self._box.call(lambda _client: batch_of(paths), self._queue, lambda problem: self.failed.emit("", problem))

    def cancel(self) -> None:
        """Send no more; the file on its way arrives, and what has arrived is not read until somebody says so."""
        self._batches.clear()
        self._waiting.clear()
        self._cancelled = True
        self.changed.emit()

    def _queue(self, batch: Batch) -> None:
        self._batches.append(batch)
        if self.batch is None:
            self._begin()

    def _begin(self) -> None:
        self.batch = self._batches.popleft() if self._batches else None
        self._cancelled, self.import_id, self.sent = False, "", 0
        if self.batch is None:
            self.changed.emit()
            self.ended.emit()
            return
        name, self._waiting = self.batch.name, deque(self.batch.files)
        self.changed.emit()
        self._box.call(lambda client: client.begin_import(name), self._begun, self._broken)

    def _begun(self, batch: Import) -> None:
        self.import_id = batch.id
        self._next()

    def _next(self) -> None:
        import_id = self.import_id
        if self._waiting:
            name, path = self._waiting.popleft()
            self._box.call(
                lambda client: add(client, import_id, name, path),
                lambda _item: self._arrived(),
                lambda problem: self._refused(name, problem),
            )
        elif self._cancelled:
            self._begin()
        else:
            self._box.call(lambda client: client.start_import(import_id), self._started, self._broken)

    def _started(self, batch: Import) -> None:
        self.started_id = batch.id
        self._begin()

    def _arrived(self) -> None:
        self.sent += 1
        self.changed.emit()
        self._next()

    def _refused(self, name: str, problem: Problem) -> None:
        if problem.code is ErrorCode.UNREACHABLE:
            self._broken(problem)
        else:
            self.failed.emit(name, problem)
            self._arrived()

    def _broken(self, problem: Problem) -> None:
        """Nothing more can be sent now; what has arrived stays, and the rest can be dropped again."""
        self._batches.clear()
        self.failed.emit(self.batch.name if self.batch else "", problem)
        self._begin()


def add(client: Client, import_id: str, name: str, path: Path) -> None:
    """Raises Refused when the file cannot be opened on this computer, or is too large for the box."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            words = tr("{file} is larger than {n} MB.").format(file=name, n=LARGEST_BYTES // 1_000_000)
            raise Refused(ErrorCode.TOO_LARGE, words)
        client.add_to_import(import_id, name, path.read_bytes())
    except OSError as cause:
        words = tr("{file} cannot be opened: {why}.").format(file=name, why=cause.strerror or cause)
        raise Refused(ErrorCode.UNREADABLE_DOCUMENT, words) from cause


def batch_of(paths: Sequence[Path]) -> Batch:
    """The files, and those in folders at any depth. Raises Refused when there are none or too many."""
    # Imported beside the window, after it was painted: the client's libraries take longer to load than the window.
    from appliance.client.folders import files_in

    files: list[tuple[str, Path]] = []
    for one in files_in(paths):
        files.append(one)
        if len(files) > FILES_MAX:
            words = tr("At most {n} files can be added at once.").format(n=FILES_MAX)
            raise Refused(ErrorCode.TOO_LARGE, words)
    if not files:
        raise Refused(ErrorCode.BAD_INPUT, tr("There is no file in it."))
    name = paths[0].name if len(paths) == 1 else tr("{n} files").format(n=len(files))
    return Batch(name, tuple(files))
