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

DAY_CHARS = len("2026-10-07")
"""So many characters of what `iso` writes tell the day."""


def utc_now() -> datetime:
    return datetime.now(UTC)


def iso(moment: datetime) -> str:
    """UTC, ISO 8601, milliseconds: sorts as text."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def iso_day(moment: datetime) -> str:
    """The day in UTC, as `iso` begins."""
    return iso(moment)[:DAY_CHARS]
