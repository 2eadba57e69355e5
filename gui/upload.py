"""Owns sending files to the box, one after the other, so that nothing else the panel asks has to wait."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from appliance.contract.knowledge import Added
from appliance.contract.problems import ErrorCode, Problem, Refused
from gui.box import Box
from gui.translation import tr

if TYPE_CHECKING:
    from appliance.client import Client

# A whole drive dropped by mistake is refused before anything is sent.
MOST_FILES = 1_000


class Upload(QObject):
    """`changed` after every step, `added` with each Added, `failed` with (file name, Problem)."""

    changed = Signal()
    added = Signal(object)
    failed = Signal(str, object)

    def __init__(self, box: Box, parent: QObject) -> None:
        super().__init__(parent)
        self._box = box
        self._waiting: deque[Path] = deque()
        self.current: Path | None = None
        self.sent = 0
        self.total = 0

    def send(self, paths: Sequence[Path]) -> None:
        """Send files, and every file in folders. More may be added while others are under way."""
        self._box.call(lambda _client: files_among(paths), self._queue, lambda problem: self.failed.emit("", problem))

    def cancel(self) -> None:
        """Send no more; the file on its way arrives."""
        self._waiting.clear()
        self.total = self.sent + (self.current is not None)
        self.changed.emit()

    def _queue(self, files: list[Path]) -> None:
        self._waiting.extend(files)
        self.total += len(files)
        if self.current is None:
            self._next()

    def _next(self) -> None:
        self.current = self._waiting.popleft() if self._waiting else None
        if self.current is None:
            self.sent = self.total = 0
        self.changed.emit()
        if self.current:
            path = self.current
            self._box.call(
                lambda client: add(client, path), self._arrived, lambda problem: self._refused(path, problem)
            )

    def _arrived(self, added: Added) -> None:
        self.sent += 1
        self.added.emit(added)
        self._next()

    def _refused(self, path: Path, problem: Problem) -> None:
        self.sent += 1
        self.failed.emit(path.name, problem)
        self._next()


def add(client: Client, path: Path) -> Added:
    """Raises Refused when the file cannot be opened on this computer."""
    try:
        return client.add_document(path)
    except OSError as cause:
        words = tr("{file} cannot be opened: {why}.").format(file=path.name, why=cause.strerror or cause)
        raise Refused(ErrorCode.UNREADABLE_DOCUMENT, words) from cause


def files_among(paths: Sequence[Path]) -> list[Path]:
    """The files, and those in folders at any depth, without hidden ones. Raises Refused when there are too many."""
    found: list[Path] = []
    for path in paths:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        found += [file for file in inside if file.is_file() and not file.name.startswith(".")]
        if len(found) > MOST_FILES:
            words = tr("At most {n} files can be added at once.").format(n=MOST_FILES)
            raise Refused(ErrorCode.TOO_LARGE, words)
    return found
