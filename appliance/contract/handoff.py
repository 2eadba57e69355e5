"""Owns a hand-off on the wire: a person takes over a conversation, and gives it back."""

from __future__ import annotations

from enum import StrEnum


class HandOffState(StrEnum):
    """Where a hand-off stands. The assistant is silent while it is `talking`."""

    WAITING = "waiting"
    TALKING = "talking"
    MISSED = "missed"
    ENDED = "ended"


class HandOffReason(StrEnum):
    """Who or what asked for a person."""

    VISITOR = "visitor"
    TRIAGE = "triage"
    TWO_FAILED = "two_failed"
    OWNER = "owner"
