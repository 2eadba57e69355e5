"""Owns the table of answers kept for whoever asks the same."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from appliance.core.database import Table


class CachedAnswerRow(Table):
    """One answer to one question. `scope` names all dimensions of its key but the version of knowledge.

    `vector` is float32 bytes by `embedder`; `body` holds what was told and the passages it stands on.
    """

    __tablename__ = "cached_answers"

    id: Mapped[str] = mapped_column(primary_key=True)
    scope: Mapped[str]
    facts: Mapped[str]
    knowledge: Mapped[int]
    question: Mapped[str] = mapped_column(Text)
    language: Mapped[str]
    embedder: Mapped[str | None]
    vector: Mapped[bytes | None] = mapped_column(LargeBinary)
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    kept_at: Mapped[str] = mapped_column(index=True)
