"""Owns the table of what waits to leave the box."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from appliance.core.database import Table


class OutboxMessageRow(Table):
    """One thing to send. Times are ISO 8601 in UTC, so they compare as text."""

    __tablename__ = "outbox"
    __table_args__ = (Index("outbox_due", "state", "next_try_at"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    idempotency_key: Mapped[str] = mapped_column(unique=True)
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[str]
    tries: Mapped[int]
    next_try_at: Mapped[str | None]
    created_at: Mapped[str] = mapped_column(index=True)
    last_error: Mapped[str | None] = mapped_column(Text)
