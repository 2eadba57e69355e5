"""Owns the only threads of the panel: blocking calls run here, what they bring is delivered in the window's thread."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal

from appliance.contract.problems import ErrorCode, Problem, ShopbellError, Unavailable
from gui.translation import tr

T = TypeVar("T")
Failed = Callable[[Problem], None]

THREADS = 4
# A poll asks again only after its answer came, so more than this means that nothing comes back any more.
MOST_UNDER_WAY = 32
# An open call to a box that hangs is left alone after this; it ends by its own time limit.
LAST_WAIT_MS = 2_000
LONGEST_TITLE = 500

log = logging.getLogger(__name__)


class Stream:
    """A stream under way. After `cancel` nothing more of it is delivered, and its iterator is closed."""

    def __init__(self) -> None:
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        return self._cancelled.is_set()


class Background(QObject):
    """Runs functions beside the window. `done`, `each` and `failed` are always called in the window's thread."""

    _arrived = Signal(object, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(THREADS)
        self._streams: set[Stream] = set()
        self._under_way = 0
        self._closed = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def call(self, function: Callable[[], T], done: Callable[[T], None], failed: Failed) -> None:
        """Run `function` beside the window, then `done(result)`, or `failed(problem)` when it raised."""

        def work() -> None:
            result = function()
            self._post(partial(done, result), last=True)

        self._start(work, failed)

    def stream(
        self,
        open_stream: Callable[[], Iterator[T]],
        each: Callable[[T], None],
        done: Callable[[], None],
        failed: Failed,
    ) -> Stream:
        """Hand over what the iterator yields one by one, then `done()`. The returned stream can be cancelled."""
        stream = Stream()
        self._streams.add(stream)

        def unless_cancelled(action: Callable[..., None], *values: object) -> None:
            if not stream.cancelled:
                action(*values)

        def end(action: Callable[..., None], *values: object) -> None:
            self._streams.discard(stream)
            unless_cancelled(action, *values)

        def work() -> None:
            events = open_stream()
            try:
                for event in events:
                    if stream.cancelled:
                        break
                    self._post(partial(unless_cancelled, each, event))
            finally:
                _close(events)
            self._post(partial(end, done), last=True)

        self._start(work, partial(end, failed))
        return stream

    def close(self) -> None:
        """Deliver nothing more, cancel streams, and wait a little for what is under way."""
        self._closed = True
        for stream in self._streams:
            stream.cancel()
        self._pool.clear()
        self._pool.waitForDone(LAST_WAIT_MS)

    def _start(self, work: Callable[[], None], failed: Failed) -> None:
        self._under_way += 1
        if self._under_way > MOST_UNDER_WAY:
            full = Unavailable(ErrorCode.BUSY, "Too many things are asked of the box at the same moment.")
            self._post(partial(failed, full.problem()), last=True)
        else:
            self._pool.start(partial(self._run, work, failed))

    def _run(self, work: Callable[[], None], failed: Failed) -> None:
        try:
            work()
        except ShopbellError as error:
            self._post(partial(failed, error.problem()), last=True)
        except Exception as error:
            log.exception("a call of the panel failed")
            self._post(partial(failed, _unexpected(error)), last=True)

    def _post(self, action: Callable[[], None], last: bool = False) -> None:
        if not self._closed:
            self._arrived.emit(action, last)

    def _deliver(self, action: Callable[[], None], last: bool) -> None:
        if self._closed:
            return
        self._under_way -= last
        action()


def _close(events: Iterator[object]) -> None:
    # Generators have close(); closing the client's cancels the question on the box.
    close = getattr(events, "close", None)
    if close:
        close()


def _unexpected(error: Exception) -> Problem:
    title = f"{type(error).__name__}: {error}"[:LONGEST_TITLE]
    return Problem(title=title, status=500, code=ErrorCode.INTERNAL, detail=tr("The panel did not expect this."))
