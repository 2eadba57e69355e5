"""Owns what waits to leave the box: alerts to the owner, answers by e-mail, leads for other programs."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from pydantic import Field

from appliance.contract.model import Value


class OutboxKind(StrEnum):
    """What is to be sent; which connector takes it is another matter."""

    ALERT = "alert"
    ANSWER_BY_EMAIL = "answer_by_email"
    LEAD = "lead"


class OutboxState(StrEnum):
    """Failed is tried again by itself; dead only when somebody asks for it."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    DEAD = "dead"


class OutboxRow(Value):
    """One thing to send. Times are UTC, ISO 8601. `detail` says in one sentence where it stands and why."""

    id: str
    kind: OutboxKind
    idempotency_key: str = Field(description="The receiver sees it too: the same thing is never sent as two.")
    payload: dict[str, Any]
    state: OutboxState
    tries: int
    next_try_at: str | None
    created_at: str
    last_error: str | None
    detail: str
