"""Owns how long to wait before something is sent again, and when to give up. Pure."""

from __future__ import annotations

from datetime import timedelta

FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=6)
# With these pauses about a day and a half: a receiver that is down over night gets it in the morning.
TRIES = 14


def pause_after(tries: int) -> timedelta | None:
    """How long to wait after this many tries, from 1; None when it is time to give up."""
    if tries >= TRIES:
        return None
    return min(FIRST_PAUSE * (1 << (tries - 1)), LONGEST_PAUSE)
