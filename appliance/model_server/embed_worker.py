"""Owns the two threads that make vectors: one for questions, one for passages, so that no question waits for those."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Protocol

import structlog

from appliance.contract.problems import ErrorCode, Unavailable
from appliance.core.exit_codes import ASKED_TO_STOP, FAILED
from appliance.model_server import niceness
from appliance.model_server.embedder import Kind
from appliance.model_server.health import Health
from appliance.model_server.niceness import step_back

WAITING_MAX = 1024
RETRY_AFTER_S = 2.0
log = structlog.get_logger()


class TextEmbedder(Protocol):
    """Two threads may call it at the same moment."""

    @property
    def name(self) -> str: ...
    def embed(self, text: str, kind: Kind) -> bytes: ...
    def count(self, text: str, kind: Kind) -> int: ...


@dataclass(frozen=True, slots=True)
class Vector:
    """Little-endian float32, and how many tokens the text had."""

    data: bytes
    tokens: int


@dataclass(frozen=True, slots=True)
class Job:
    """A text that waits for its vector."""

    text: str
    kind: Kind
    future: Future[Vector]


class EmbedWorker:
    """Every method may be called from any thread."""

    def __init__(self, load: Callable[[], TextEmbedder]) -> None:
        self._load = load
        self._changed = threading.Condition()
        self._lines: dict[Kind, deque[Job]] = {"query": deque(), "passage": deque()}
        self._at_work: set[Kind] = set()
        self._stopping = False
        self._broken = False
        self._name: str | None = None
        self._done = 0
        self._thread: threading.Thread | None = None
        self.reason = "The embedder is being loaded."

    def start(self, ended: Callable[[int], None]) -> None:
        """`ended` is called once, in the new thread, with the process's exit code."""
        self._thread = threading.Thread(target=self._run, args=(ended,), name="questions", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ask both threads to end after the texts they are at."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()

    def join(self, timeout_s: float) -> bool:
        """Wait for the threads; True when they have ended."""
        if self._thread is None:
            return True
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def health(self) -> Health:
        busy = bool(self._at_work) or any(self._lines.values())
        return Health(self._name, self.reason, busy, self._done)

    def submit(self, texts: Sequence[str], kind: Kind) -> list[Future[Vector]]:
        """One future per text; cancelling it takes the text out of line. Raises Unavailable (loading, busy)."""
        jobs = [Job(text, kind, Future()) for text in texts]
        with self._changed:
            if self._name is None or self._stopping:
                raise Unavailable(ErrorCode.MODEL_UNAVAILABLE, "The embedder is not ready.", RETRY_AFTER_S)
            if len(self._lines[kind]) + len(jobs) > WAITING_MAX:
                raise Unavailable(ErrorCode.BUSY, "Too many texts are waiting for their vectors.", RETRY_AFTER_S)
            self._lines[kind].extend(jobs)
            self._changed.notify_all()
        return [job.future for job in jobs]

    def _run(self, ended: Callable[[int], None]) -> None:
        try:
            embedder = self._load()
            passages = threading.Thread(target=self._work, args=(embedder, "passage"), name="passages", daemon=True)
            passages.start()
            self._name = embedder.name
            self._work(embedder, "query")
            passages.join()
        except Exception:  # the main loop of this process: said in the log, then a fresh start
            self._break()
        finally:
            self._fail_all()
            ended(FAILED if self._broken else ASKED_TO_STOP)

    def _work(self, embedder: TextEmbedder, kind: Kind) -> None:
        if kind == "passage":
            step_back(niceness.PASSAGES)
        try:
            while job := self._next(kind):
                self._make(embedder, job)
        except Exception:  # the main loop of a thread: without it the other one would go on alone
            self._break()

    def _make(self, embedder: TextEmbedder, job: Job) -> None:
        if not job.future.set_running_or_notify_cancel():
            return
        try:
            job.future.set_result(Vector(embedder.embed(job.text, job.kind), embedder.count(job.text, job.kind)))
        except BaseException as broken:
            job.future.set_exception(broken)
            raise
        with self._changed:
            self._done += 1

    def _next(self, kind: Kind) -> Job | None:
        with self._changed:
            self._at_work.discard(kind)
            while not (self._lines[kind] or self._stopping):
                self._changed.wait()
            if self._stopping:
                return None
            self._at_work.add(kind)
            return self._lines[kind].popleft()

    def _break(self) -> None:
        self.reason = "The embedder failed."
        self._broken = True
        log.exception("embedder_failed")
        self.stop()

    def _fail_all(self) -> None:
        with self._changed:
            self._stopping = True
            jobs = [job for line in self._lines.values() for job in line]
            for line in self._lines.values():
                line.clear()
        for job in jobs:
            if job.future.set_running_or_notify_cancel():
                error = Unavailable(ErrorCode.MODEL_UNAVAILABLE, "The embedder stopped.", RETRY_AFTER_S)
                job.future.set_exception(error)
