"""Owns the tables of hand-offs and of what was said in them."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from appliance.core.database import Table


class HandOffRow(Table):
    """One hand-off. A conversation may have many, one after the other; all but the last have ended."""

    __tablename__ = "hand_offs"
    __table_args__ = (Index("hand_offs_due", "state", "due_at"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(index=True)
    question_id: Mapped[str | None]
    question: Mapped[str] = mapped_column(Text)
    reason: Mapped[str]
    state: Mapped[str]
    language: Mapped[str]
    person: Mapped[str | None]
    asked_at: Mapped[str] = mapped_column(index=True)
    due_at: Mapped[str | None]
    ended_at: Mapped[str | None]
    told: Mapped[str] = mapped_column(Text)
    form: Mapped[str | None]


class HandOffMessageRow(Table):
    """One line of a conversation's thread; `number` counts up from 1 and is the event's id on the stream."""

    __tablename__ = "hand_off_messages"

    conversation_id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    hand_off_id: Mapped[str] = mapped_column(ForeignKey("hand_offs.id", ondelete="CASCADE"), index=True)
    said_by: Mapped[str]
    name: Mapped[str | None]
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[str]
    state: Mapped[str | None]
    form: Mapped[str | None]
