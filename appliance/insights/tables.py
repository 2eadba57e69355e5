"""Owns the table of traces of answers."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from appliance.core.database import Table


class AnswerRow(Table):
    """One answer. What is counted often stands in columns of its own, the whole trace beside it."""

    __tablename__ = "answer_traces"

    question_id: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[str] = mapped_column(index=True)
    asked_by: Mapped[str]
    rung: Mapped[str | None]
    outcome: Mapped[str]
    first_words_ms: Mapped[float | None]
    trace: Mapped[dict[str, Any]] = mapped_column(JSON)
