"""Owns the circuit breaker: after some failures in a row, stop asking for a while instead of waiting each time."""

from __future__ import annotations

from appliance.core.clock import Monotonic

FAILURES = 3
REST_S = 2.0


class Breaker:
    """Closed: calls go through. Open: `allows` is False until the rest is over, then one call may try.

    Each try that fails doubles the rest, up to `longest_rest_s`; without it every rest is as long as the first.
    """

    def __init__(
        self, clock: Monotonic, rest_s: float = REST_S, failures: int = FAILURES, longest_rest_s: float = 0.0
    ) -> None:
        self._clock = clock
        self._first_rest_s = self._rest_s = rest_s
        self._longest_rest_s = max(rest_s, longest_rest_s)
        self._most = failures
        self._failures = 0
        self._open_until = 0.0

    def allows(self) -> bool:
        if self._failures < self._most:
            return True
        if self._clock() < self._open_until:
            return False
        self._open_until = self._clock() + self._rest_s  # this caller tries; the others keep resting
        return True

    def succeeded(self) -> None:
        self._failures = 0
        self._rest_s = self._first_rest_s

    def failed(self) -> None:
        if self._failures >= self._most:
            self._rest_s = min(2 * self._rest_s, self._longest_rest_s)
        self._failures += 1
        self._open_until = self._clock() + self._rest_s
