"""Owns the tables of questions with their answers, and of what visitors thought of them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ForeignKey, Text
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


class RatingRow(Table):
    """A visitor's verdict on one answer; it goes with the question."""

    __tablename__ = "ratings"

    question_id: Mapped[str] = mapped_column(ForeignKey("questions.id", ondelete="CASCADE"), primary_key=True)
    helpful: Mapped[bool]
    comment: Mapped[str | None] = mapped_column(Text)
    rated_at: Mapped[str]
