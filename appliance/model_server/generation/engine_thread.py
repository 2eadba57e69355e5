"""Owns the thread that runs the engine: loading, the line in front, cancelling, and its end."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import structlog

from appliance.contract.problems import ErrorCode, Refused, ShopbellError, Unavailable
from appliance.core.clock import Monotonic, monotonic
from appliance.core.exit_codes import ASKED_TO_STOP, FAILED, SETTINGS_ARE_WRONG, TRY_AGAIN
from appliance.model_server.generation.admission import Admission, Ticket, busy, too_late
from appliance.model_server.generation.engine import Engine
from appliance.model_server.generation.ports import TokenModel
from appliance.model_server.generation.prefix_file import PrefixFile
from appliance.model_server.generation.values import Broken, Timings

StopAsked = Callable[[], bool]
Load = Callable[[StopAsked], TokenModel]
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the engine is doing. `progress` grows with every step."""

    waiting: int = 0
    running: int = 0
    progress: int = 0
    prompt_tokens: int = 0
    cached_tokens: int = 0
    written_tokens: int = 0
    admitted: int = 0
    used_cells: int = 0
    cells: int = 0
    evicted_tokens: int = 0
    tokens_per_s: float = 0.0
    gap_p95_s: float = 0.0
    next_start_s: float = 0.0
    timings: Timings = field(default_factory=Timings)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a generation stands: `position` 1 begins next, in about `starts_in_s` seconds; 0 is being written."""

    position: int
    starts_in_s: float


class EngineThread:
    """The engine as the rest of the process sees it. Every method may be called from any thread.

    `load` is called in the new thread; it raises Refused when the file can never be loaded, Unavailable when it
    cannot be just now.
    """

    def __init__(
        self, load: Load, at_once: int, clock: Monotonic = monotonic, prefixes: PrefixFile | None = None
    ) -> None:
        self._load = load
        self._prefixes = prefixes
        self._at_once = at_once
        self._clock = clock
        self._changed = threading.Condition()
        self._admission = Admission()
        self._cancelled: set[str] = set()
        self._guess: tuple[object, list[float]] = (None, [])  # replaced as a whole: any thread may read it
        self._stopping = False
        self._engine: Engine | None = None
        self._thread: threading.Thread | None = None
        self.model: TokenModel | None = None
        self.reason = "The model is being loaded."

    def start(self, ended: Callable[[int], None]) -> None:
        """`ended` is called once, in the new thread, with the process's exit code."""
        self._thread = threading.Thread(target=self._run, args=(ended,), name="engine", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ask the thread to end after the step it is in."""
        with self._changed:
            self._stopping = True
            self._changed.notify()

    def join(self, timeout_s: float) -> bool:
        """Wait for the thread; True when it has ended."""
        if self._thread is None:
            return True
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def submit(self, tickets: Sequence[Ticket]) -> None:
        """Put all of `tickets` in line, or none. Raises Refused (too long) or Unavailable (loading, busy)."""
        with self._changed:
            model = self.model
            if model is None or self._stopping:
                raise self._unavailable()
            displaced = self._admission.offer(tickets, model.longest)
            self._changed.notify()
        for ticket in displaced:
            ticket.deliver(Broken(busy()))

    def cancel(self, ids: Sequence[str]) -> None:
        """Drop these generations, waiting or running; noticed at the next step. Unknown ids are fine."""
        with self._changed:
            self._cancelled.update(ids)
            self._changed.notify()

    def look(self) -> Snapshot:
        engine, waiting = self._engine, len(self._admission)
        if engine is None:
            return Snapshot()
        return Snapshot(
            waiting,
            engine.running,
            engine.steps,
            engine.prompt_tokens,
            engine.cached_tokens,
            engine.written_tokens,
            engine.admitted,
            engine.used_cells,
            self.model.cells if self.model else 0,
            engine.evicted_tokens,
            engine.forecast.tokens_per_s,
            engine.gap_p95_s,
            self._starts_s(engine, self._admission.order(engine.visitors))[-1],
            engine.timings,
        )

    def place(self, name: str) -> Place | None:
        """Of the request with this name; None when it neither waits nor runs."""
        with self._changed:
            engine = self._engine
            if engine is None:
                return None
            line = self._admission.order(engine.visitors)
            names = [ticket.generation.name for ticket in line]
            if name in names:
                at = names.index(name)
                return Place(at + 1, self._starts_s(engine, line)[at])
            return Place(0, 0.0) if name in engine.names else None

    def _starts_s(self, engine: Engine, line: Sequence[Ticket]) -> list[float]:
        """As `Engine.starts_s`. Between two steps little changes, and all in line ask: gone through once for all."""
        asked = (engine.steps, tuple(ticket.generation.id for ticket in line))
        known, starts = self._guess
        if asked != known:
            now = self._clock()
            starts = engine.starts_s([ticket.deadline - now for ticket in line])
            self._guess = asked, starts
        return starts

    def _run(self, ended: Callable[[int], None]) -> None:
        code = FAILED
        try:
            self._serve(self._load(lambda: self._stopping))
            code = ASKED_TO_STOP
        except ShopbellError as cause:
            self.reason = cause.detail
            if self._stopping:  # loading was broken off because we were asked to stop
                code = ASKED_TO_STOP
            elif isinstance(cause, Refused):
                code = SETTINGS_ARE_WRONG
            else:
                code = TRY_AGAIN
        except Exception:  # the main loop of this process: said in the log, then a fresh start
            self.reason = "The model failed while it was working."
            log.exception("engine_failed")
        finally:
            self._fail_all()
            ended(code)

    def _serve(self, model: TokenModel) -> None:
        engine = Engine(model, self._at_once, self._clock)
        if self._prefixes:
            engine.restore(self._prefixes.read(model.mark))
        with self._changed:
            self._engine, self.model = engine, model
        while self._prepare(engine):
            engine.step()
        if self._prefixes and (hot := engine.hot()):
            self._prefixes.write(model.mark, hot)
        # The model is not freed: other threads may still be reading its vocabulary, and the process ends anyway.

    def _prepare(self, engine: Engine) -> bool:
        """Cancel, expire and start what is due; wait while there is nothing to compute. False when asked to stop."""
        while True:
            with self._changed:
                while not (self._stopping or self._cancelled or engine.running or len(self._admission)):
                    self._changed.wait()
                if self._stopping:
                    return False
                expired = self._tidy(engine)
            for ticket in expired:
                ticket.deliver(Broken(too_late()))
            if engine.running:
                return True

    def _tidy(self, engine: Engine) -> list[Ticket]:
        cancelled = frozenset(self._cancelled)
        self._cancelled.clear()
        engine.cancel(cancelled)
        self._admission.withdraw(cancelled)
        expired = self._admission.expire(self._clock())
        self._admission.take(engine.start, engine.visitors)
        if len(self._admission) and not engine.running:
            raise RuntimeError("a generation waits although the engine is empty")
        return expired

    def _fail_all(self) -> None:
        with self._changed:
            self.model, self._stopping = None, True
            waiting = self._admission.empty()
            error = self._unavailable()
        for ticket in waiting:
            ticket.deliver(Broken(error))
        if self._engine is not None:
            self._engine.fail_all(error)

    def _unavailable(self) -> Unavailable:
        reason = "The model server is stopping." if self._stopping else self.reason
        return Unavailable(ErrorCode.MODEL_UNAVAILABLE, reason, retry_after_s=2)
