"""Owns the tables of gaps, approved answers and golden questions."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from appliance.core.database import Table


class GapRow(Table):
    """Questions that ask the same, found around the first of them: its words, and its vector as float32 bytes."""

    __tablename__ = "gaps"

    id: Mapped[str] = mapped_column(primary_key=True)
    question: Mapped[str] = mapped_column(Text)
    language: Mapped[str]
    embedder: Mapped[str]
    vector: Mapped[bytes] = mapped_column(LargeBinary)
    dismissed_at: Mapped[str | None]


class MissedRow(Table):
    """One missed question, masked. Without a gap it waits for the embedder; `answer_id` names what settled it."""

    __tablename__ = "missed_questions"

    question_id: Mapped[str] = mapped_column(primary_key=True)
    gap_id: Mapped[str | None] = mapped_column(ForeignKey("gaps.id", ondelete="SET NULL"), index=True)
    conversation_id: Mapped[str]
    question: Mapped[str] = mapped_column(Text)
    language: Mapped[str]
    reason: Mapped[str]
    asked_at: Mapped[str] = mapped_column(index=True)
    answer_id: Mapped[str | None]


class AnswerVersionRow(Table):
    """One version of an approved answer, never changed. `body` is None when the answer was no more from then on.

    A version that came of undoing names in `restores` the one it is a copy of; 0 is the time before the first.
    """

    __tablename__ = "answer_versions"

    answer_id: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    change: Mapped[str]
    restores: Mapped[int | None]
    changed_by: Mapped[str]
    changed_at: Mapped[str]
    body: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class TaughtRow(Table):
    """A way of asking for the current version of an approved answer. `vector` is float32 bytes, of `embedder`."""

    __tablename__ = "taught_questions"

    answer_id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    question: Mapped[str] = mapped_column(Text)
    language: Mapped[str]
    embedder: Mapped[str | None]
    vector: Mapped[bytes | None] = mapped_column(LargeBinary)


class GoldenRow(Table):
    """A question with the words that must answer it, and the approved answer they come from."""

    __tablename__ = "golden_questions"

    id: Mapped[str] = mapped_column(primary_key=True)
    question: Mapped[str] = mapped_column(Text)
    language: Mapped[str]
    answer_id: Mapped[str] = mapped_column(index=True)
    expected: Mapped[str] = mapped_column(Text)
    added_at: Mapped[str]
