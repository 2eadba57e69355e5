"""Owns the table of answers that are wanted by e-mail."""

from __future__ import annotations

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from appliance.core.database import Table


class EmailAnswerRow(Table):
    """One address, as it was typed, that waits for one answer.

    It stays when it is settled, so that nobody is written to twice.
    """

    __tablename__ = "email_answers"

    question_id: Mapped[str] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(primary_key=True)
    consent_text: Mapped[str | None] = mapped_column(Text)
    asked_at: Mapped[str]
    settled_at: Mapped[str | None] = mapped_column(index=True)
