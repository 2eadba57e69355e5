"""Owns the table of questions with their answers."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Text
from sqlalchemy.orm import Mapped, mapped_column

from appliance.core.database import Table


class QuestionRow(Table):
    """One question and everything said about it. Written when accepted and again when it has ended."""

    __tablename__ = "questions"

    id: Mapped[str] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(index=True)
    asked_at: Mapped[str] = mapped_column(index=True)
    asked_by: Mapped[str]
    page: Mapped[str | None]
    question: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str | None]
    rung: Mapped[str | None]
    error: Mapped[str | None]
    sources: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    cards: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    spans: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    first_words_ms: Mapped[float | None]
