"""Owns the tables of documents, generations, passages, shop facts, and of what changed when."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from appliance.contract.knowledge import Origin
from appliance.core.database import Table


class DocumentRow(Table):
    """A document by its content; `digest` is the SHA-256 of the stored file.

    `notes` holds what the owner should know of it; after `expires_on` it is not quoted any more.
    """

    __tablename__ = "documents"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    title: Mapped[str]
    digest: Mapped[str] = mapped_column(unique=True)
    bytes: Mapped[int]
    state: Mapped[str]
    language: Mapped[str | None]
    problem: Mapped[str | None]
    added_at: Mapped[str]
    origin: Mapped[str] = mapped_column(default=Origin.FILE)
    url: Mapped[str | None] = mapped_column(default=None)
    expires_on: Mapped[str | None] = mapped_column(default=None)
    notes: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)


class ImportRow(Table):
    """A batch of files; `job_id` is the job that reads them, None while files still come in."""

    __tablename__ = "imports"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    job_id: Mapped[str | None]
    created_at: Mapped[str]


class ImportItemRow(Table):
    """One file of a batch: a document, an archive still to be unpacked (`archive` is its digest), or a refusal.

    What became of a document stands in its own row.
    """

    __tablename__ = "import_items"

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[str] = mapped_column(ForeignKey("imports.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    document_id: Mapped[str | None] = mapped_column(index=True)
    archive: Mapped[str | None]
    unchanged: Mapped[bool]
    problem: Mapped[str | None]


class GenerationRow(Table):
    """One build of the index. At most one is active; another may be building beside it."""

    __tablename__ = "generations"

    id: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str]
    embedder: Mapped[str | None]
    created_at: Mapped[str]


class PassageRow(Table):
    """A passage in one generation. `heading` is the path joined by line ends; `vector` is float32 bytes.

    `stems` are the meaningful words of title, heading and text as the keyword index finds them.
    """

    __tablename__ = "passages"
    __table_args__ = (
        Index("passages_place", "generation_id", "document_id", "position", unique=True),
        Index("passages_document", "document_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    generation_id: Mapped[str] = mapped_column(ForeignKey("generations.id", ondelete="CASCADE"))
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"))
    position: Mapped[int]
    heading: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    stems: Mapped[str] = mapped_column(Text)
    page: Mapped[int | None]
    row: Mapped[int | None]
    anchor: Mapped[str | None]
    vector: Mapped[bytes] = mapped_column(LargeBinary)


class ShopFactsRow(Table):
    """The shop's facts as one JSON body; there is one row, with id 1."""

    __tablename__ = "shop_facts"

    id: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    changed_at: Mapped[str]


class KnowledgeChangeRow(Table):
    """The last change of a document, or of `answers` or the `index` as a whole; triggers write it.

    `revision` counts over all of them.
    """

    __tablename__ = "knowledge_changes"

    subject: Mapped[str] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(index=True)
