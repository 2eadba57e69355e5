"""Owns the state machine of one child: what is known of it, and what follows from each event. Nothing here waits."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable
from typing import Literal

from appliance.core.clock import Monotonic, Now, iso
from appliance.core.exit_codes import TRY_AGAIN
from appliance.supervisor.children import Child, Condition
from appliance.supervisor.probe import Look
from appliance.supervisor.restart_policy import REMEMBERED_EXITS, Exit, GiveUp, decide
from appliance.supervisor.watch import Watch

# The values of contract.status.ProcessState; that module needs pydantic, which has no place in this process.
State = Literal["waiting", "starting", "ready", "backing_off", "stopping", "stopped", "given_up"]

STARTING_LOOK_EVERY_S = 0.25
SAFE_MODE = "It crashed again and again, so it now runs in safe mode"


class ChildStateMachine:
    """Written by the child's keeper alone. `changed` is called after every change worth telling."""

    def __init__(self, child: Child, changed: Callable[[], None], now: Now, clock: Monotonic) -> None:
        self.child = child
        self.state: State = "waiting"
        self.pid: int | None = None
        self.restarts = 0
        self.safe_mode = False
        self.detail: str | None = None
        self.reached: frozenset[Condition] = frozenset()
        self._changed, self._now, self._clock = changed, now, clock
        self._since = iso(now())
        self._exits: deque[Exit] = deque(maxlen=REMEMBERED_EXITS)
        self._watch = Watch(child, clock())
        self._hung: str | None = None

    @property
    def look_again_s(self) -> float:
        """Seconds to the next look: soon while it starts, because others may wait for it."""
        every_s = self.child.probe_every_s
        return every_s if self.state == "ready" else min(every_s, STARTING_LOOK_EVERY_S)

    def started(self, pid: int) -> None:
        self._watch = Watch(self.child, self._clock())
        self._hung = None
        self.reached |= {Condition.STARTED}
        self._become("starting", pid, SAFE_MODE if self.safe_mode else None)

    def seen(self, look: Look) -> str | None:
        """Take in one look. Returns why the child must be stopped and started again, or None."""
        self._hung = self._watch.see(look, self._clock())
        if look.alive:
            self.reached |= {Condition.ALIVE, Condition.READY} if look.ready else {Condition.ALIVE}
            state: State = "ready" if look.ready else "starting"
            if state != self.state:
                self._become(state, self.pid, self.detail)
        return self._hung

    def stopping(self) -> None:
        self._become("stopping", self.pid, self._hung)

    def ended(self, code: int) -> float | None:
        """It ended unasked, or because it hung. Returns seconds until the next start, None for never."""
        return self._decide(code, self._hung or _in_words(code))

    def could_not_start(self, cause: OSError) -> float | None:
        self.reached |= {Condition.STARTED}  # those who only wait for the attempt need not wait for its success
        self._watch = Watch(self.child, self._clock())
        return self._decide(TRY_AGAIN, f"It could not be started ({cause.strerror})")

    def asked_to_restart(self) -> None:
        """Somebody wants a fresh start: the past is forgotten, safe mode ends."""
        self._exits.clear()
        self.safe_mode = False
        self._hung = None

    def stopped(self) -> None:
        self._become("stopped", None, None)

    def row(self) -> dict[str, object]:
        """Its row in run/status.json, in the shape of contract.status.ProcessStatus."""
        return {
            "name": self.child.name,
            "state": self.state,
            "pid": self.pid,
            "restarts": self.restarts,
            "safe_mode": self.safe_mode,
            "since": self._since,
            "detail": self.detail,
        }

    def _decide(self, code: int, what: str) -> float | None:
        well_s = self._watch.well_s(self._clock())
        self._exits.append(Exit(code, well_s, self.safe_mode, hung=self._hung is not None))
        decision = decide(self._exits, has_safe_mode=bool(self.child.safe_mode_arguments))
        if isinstance(decision, GiveUp):
            self._become("given_up", None, f"{decision.because}; logs/{self.child.name}.log says why.")
            return None
        self.restarts += 1
        self.safe_mode = decision.safe_mode
        how = " in safe mode" if decision.safe_mode else ""
        self._become("backing_off", None, f"{what}; it starts again in {decision.delay_s:g} s{how}.")
        return decision.delay_s

    def _become(self, state: State, pid: int | None, detail: str | None) -> None:
        self.state, self.pid, self._since = state, pid, iso(self._now())
        self.detail = detail if detail is None or detail.endswith(".") else f"{detail}."
        self._changed()


def _in_words(code: int) -> str:
    if code < 0:
        return f"It was ended by signal {-code} ({signal.strsignal(-code)})"
    return f"It ended by itself with exit code {code}"
