"""Owns how long a download waits, tries and tells: every number of seconds and attempts in one place."""

from __future__ import annotations

from dataclasses import dataclass

from appliance.core.clock import Monotonic


@dataclass(frozen=True, slots=True)
class Patience:
    """`pauses_s`: before each further attempt, longer the more in a row brought nothing new; then it has failed."""

    silence_s: float = 30.0
    pauses_s: tuple[float, ...] = (1.0, 2.0, 5.0, 10.0, 20.0)
    attempts: int = 100
    tell_every_s: float = 0.5
    # A server that drips is as bad as a silent one: an hour for 4 MB is the slowest that still makes sense.
    drip_s: float = 300.0
    drip_bytes: int = 300_000


class Pace:
    """Counts what comes in and says when that is too little to go on."""

    def __init__(self, patience: Patience, clock: Monotonic) -> None:
        self._patience, self._clock = patience, clock
        self._since, self._came = clock(), 0

    def drips(self, came: int) -> bool:
        """`came` more bytes are here."""
        self._came += came
        if self._clock() - self._since < self._patience.drip_s:
            return False
        drips = self._came < self._patience.drip_bytes
        self._since, self._came = self._clock(), 0
        return drips
