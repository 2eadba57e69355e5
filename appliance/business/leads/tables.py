"""Owns the table of leads."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Text
from sqlalchemy.orm import Mapped, mapped_column

from appliance.core.database import Table


class LeadRow(Table):
    """One lead. The question's words are kept with it: they may be erased elsewhere.

    `once_key` is the same for a form that was sent twice; `fields` holds what the kind of form asks beyond contact.
    """

    __tablename__ = "leads"

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    question_id: Mapped[str | None]
    conversation_id: Mapped[str | None]
    question: Mapped[str] = mapped_column(Text)
    name: Mapped[str]
    email: Mapped[str | None]
    phone: Mapped[str | None]
    fields: Mapped[dict[str, Any]] = mapped_column(JSON)
    left_at: Mapped[str] = mapped_column(index=True)
    handled_at: Mapped[str | None]
    consent_at: Mapped[str | None]
    consent_text: Mapped[str | None] = mapped_column(Text)
    consent_version: Mapped[str | None]
    once_key: Mapped[str | None] = mapped_column(unique=True)
