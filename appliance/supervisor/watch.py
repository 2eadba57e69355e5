"""Owns judging one run of a child from the looks at it: has it come far enough, does it answer, is it stuck."""

from __future__ import annotations

from appliance.supervisor.children import Child, Condition
from appliance.supervisor.probe import Look

MISSES = 3


class Watch:
    """From a child's start to its end. Time is passed in, in seconds that never go backwards."""

    def __init__(self, child: Child, started_at: float) -> None:
        self._child = child
        self._not_well_since: float | None = started_at
        self._well_since = started_at
        self._misses = 0
        self._was_well = False
        self._progress = 0
        self._progress_at = started_at

    def see(self, look: Look, at: float) -> str | None:
        """Take in one look. Returns why the child must be stopped and started again, or None."""
        self._misses = 0 if look.alive else self._misses + 1
        self._note_wellness(look, at)
        if not look.busy or look.progress != self._progress:
            self._progress, self._progress_at = look.progress, at
        return self._reason(at)

    def well_s(self, at: float) -> float:
        """For how long it has been well without a break; 0 when it is not."""
        return at - self._well_since if self._not_well_since is None else 0.0

    def _note_wellness(self, look: Look, at: float) -> None:
        well = look.ready or (look.alive and self._child.must_be is not Condition.READY)
        if well and self._not_well_since is not None:
            self._not_well_since, self._well_since, self._was_well = None, at, True
        elif look.alive and not well and self._not_well_since is None:
            self._not_well_since = at

    def _reason(self, at: float) -> str | None:
        # While it starts it may be silent: loading a model can keep every core busy.
        if self._was_well and self._misses >= MISSES:
            return f"It did not answer {MISSES} times in a row"
        if self._was_well and at - self._progress_at >= self._child.stuck_after_s:
            return f"It was busy for {self._child.stuck_after_s:g} s without any progress"
        if self._not_well_since is not None and at - self._not_well_since >= self._child.start_timeout_s:
            return f"It was not ready after {self._child.start_timeout_s:g} s"
        return None
