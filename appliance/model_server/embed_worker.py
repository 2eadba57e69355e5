"""Owns the one thread that makes vectors: questions before passages, text by text, so that nobody waits long."""

from __future__ import annotations

import heapq
import itertools
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Protocol

import structlog

from appliance.contract.problems import ErrorCode, Unavailable
from appliance.model_server.embedder import Kind
from appliance.model_server.exit_codes import ASKED_TO_STOP, TRY_AGAIN
from appliance.model_server.web.health import Health

WAITING_MAX = 1024
RETRY_AFTER_S = 2.0
log = structlog.get_logger()


class TextEmbedder(Protocol):
    @property
    def name(self) -> str: ...
    def embed(self, text: str, kind: Kind) -> bytes: ...
    def count(self, text: str, kind: Kind) -> int: ...


@dataclass(frozen=True, slots=True)
class Vector:
    """Little-endian float32, and how many tokens the text had."""

    data: bytes
    tokens: int


Job = tuple[int, int, str, Kind, "Future[Vector]"]


class EmbedWorker:
    """Every method may be called from any thread."""

    def __init__(self, load: Callable[[], TextEmbedder]) -> None:
        self._load = load
        self._changed = threading.Condition()
        self._jobs: list[Job] = []
        self._order = itertools.count()
        self._stopping = False
        self._name: str | None = None
        self._working = False
        self._done = 0
        self._thread: threading.Thread | None = None
        self.reason = "The embedder is being loaded."

    def start(self, ended: Callable[[int], None]) -> None:
        """`ended` is called once, in the new thread, with the process's exit code."""
        self._thread = threading.Thread(target=self._run, args=(ended,), name="embedder", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ask the thread to end after the text it is at."""
        with self._changed:
            self._stopping = True
            self._changed.notify()

    def join(self, timeout_s: float) -> bool:
        if self._thread is None:
            return True
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def health(self) -> Health:
        busy = self._working or bool(self._jobs)
        return Health(self._name, self.reason, busy, self._done)

    def submit(self, texts: Sequence[str], kind: Kind) -> list[Future[Vector]]:
        """One future per text; cancelling it takes the text out of line. Raises Unavailable (loading, busy)."""
        with self._changed:
            if self._name is None or self._stopping:
                raise Unavailable(ErrorCode.MODEL_UNAVAILABLE, "The embedder is not ready.", RETRY_AFTER_S)
            if len(self._jobs) + len(texts) > WAITING_MAX:
                raise Unavailable(ErrorCode.BUSY, "Too many texts are waiting for their vectors.", RETRY_AFTER_S)
            futures: list[Future[Vector]] = [Future() for _ in texts]
            for text, future in zip(texts, futures, strict=True):
                heapq.heappush(self._jobs, (int(kind == "passage"), next(self._order), text, kind, future))
            self._changed.notify()
        return futures

    def _run(self, ended: Callable[[int], None]) -> None:
        code = TRY_AGAIN
        try:
            self._serve(self._load())
            code = ASKED_TO_STOP
        except Exception:  # the main loop of this process: said in the log, then a fresh start
            self.reason = "The embedder failed."
            log.exception("embedder_failed")
        finally:
            self._fail_all()
            ended(code)

    def _serve(self, embedder: TextEmbedder) -> None:
        self._name = embedder.name
        while job := self._next():
            _, _, text, kind, future = job
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(Vector(embedder.embed(text, kind), embedder.count(text, kind)))
                except Exception as broken:
                    future.set_exception(broken)
                    raise
                self._done += 1

    def _next(self) -> Job | None:
        with self._changed:
            self._working = False
            while not (self._jobs or self._stopping):
                self._changed.wait()
            if self._stopping:
                return None
            self._working = True
            return heapq.heappop(self._jobs)

    def _fail_all(self) -> None:
        with self._changed:
            self._stopping = True
            jobs, self._jobs = self._jobs, []
        for *_, future in jobs:
            if future.set_running_or_notify_cancel():
                future.set_exception(Unavailable(ErrorCode.MODEL_UNAVAILABLE, "The embedder stopped.", RETRY_AFTER_S))
