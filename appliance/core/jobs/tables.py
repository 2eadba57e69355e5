"""Owns the table of jobs."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from appliance.core.database import Table


class JobRow(Table):
    """One job. Times are ISO 8601 in UTC, so they compare as text."""

    __tablename__ = "jobs"
    __table_args__ = (Index("jobs_due", "state", "due_at"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    subject: Mapped[str]
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[str]
    done: Mapped[int]
    total: Mapped[int]
    detail: Mapped[str | None]
    result: Mapped[str | None] = mapped_column(Text)
    tries: Mapped[int]
    cancel_wanted: Mapped[bool]
    due_at: Mapped[str]
    lease_until: Mapped[str | None]
    created_at: Mapped[str]
    finished_at: Mapped[str | None]
