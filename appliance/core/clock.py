"""Owns time as something handed in, so that tests can set it. Standard library only."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

Now = Callable[[], datetime]
"""Returns the current moment, aware, in UTC."""

Monotonic = Callable[[], float]
"""Returns seconds that never go backwards."""

monotonic: Monotonic = time.monotonic


def utc_now() -> datetime:
    return datetime.now(UTC)


def iso(moment: datetime) -> str:
    """UTC, ISO 8601, milliseconds: sorts as text."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")
