"""Owns the tables of earlier facts, of what documents propose, and of what the owner does not want to hear again."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from appliance.core.database import Table


class EarlierFactsRow(Table):
    """The facts as they were before a change; the youngest has the highest id."""

    __tablename__ = "earlier_facts"

    id: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    replaced_at: Mapped[str]


class FactProposalRow(Table):
    """A fact that a document seems to state. `digest` is the SHA-256 of field and value."""

    __tablename__ = "fact_proposals"

    id: Mapped[str] = mapped_column(primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), index=True)
    field: Mapped[str]
    value: Mapped[Any] = mapped_column(JSON)
    quote: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(index=True)


class DismissedFactRow(Table):
    """What the owner turned down, whichever document says so, and however often it is read again."""

    __tablename__ = "dismissed_facts"

    digest: Mapped[str] = mapped_column(primary_key=True)
    dismissed_at: Mapped[str]
