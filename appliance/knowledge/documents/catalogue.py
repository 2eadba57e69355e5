"""Owns the list of documents: adding, listing, removing, and taking in what was read of each."""

from __future__ import annotations

import asyncio
from pathlib import Path, PurePath

from sqlalchemy import func, select

from appliance.contract.knowledge import Document, DocumentState, IndexedDocument, KnowledgeSummary, Note, Origin
from appliance.contract.problems import ErrorCode, Refused, Unavailable
from appliance.core.clock import Now, iso
from appliance.core.database import Database
from appliance.core.ids import new_id
from appliance.knowledge.documents.files import DocumentFiles, digest_of
from appliance.knowledge.importers import importer_for
from appliance.knowledge.index.generations import Index
from appliance.knowledge.tables import DocumentRow, GenerationRow, PassageRow

DOCUMENT_MAX_BYTES = 20_000_000


class Catalogue:
    """The documents of the shop. The api alone writes through it."""

    def __init__(self, database: Database, files: DocumentFiles, index: Index, now: Now) -> None:
        self._database = database
        self._files = files
        self._index = index
        self._now = now

    async def add(self, name: str, data: bytes) -> tuple[Document, bool]:
        """Store a file; the document, and whether it still has to be read.

        Raises Refused when it is empty, too large or of a kind that cannot be read.
        """
        name = PurePath(name.replace("\\", "/")).name[:200]
        importer_for(name)
        if not data.strip():
            raise Refused(ErrorCode.UNREADABLE_DOCUMENT, f"{name} is empty.")
        if len(data) > DOCUMENT_MAX_BYTES:
            raise Refused(ErrorCode.TOO_LARGE, f"{name} is larger than {DOCUMENT_MAX_BYTES // 1_000_000} MB.")
        if known := await self._by_digest(digest_of(data)):
            return known, known.state is not DocumentState.READY
        digest = await asyncio.to_thread(self._files.store, data)
        row = DocumentRow(
            id=new_id("doc"), name=name, title=PurePath(name).stem, digest=digest, bytes=len(data),
            state=DocumentState.WAITING, language=None, problem=None, added_at=iso(self._now()),
        )  # fmt: skip
        async with self._database.session() as session:
            session.add(row)
        return _document(row, 0), True

    async def all(self) -> list[Document]:
        """Every document by title, with the number of passages in the active index."""
        counted = (
            select(PassageRow.document_id, func.count().label("passages"))
            .where(PassageRow.generation_id == self._index.active)
            .group_by(PassageRow.document_id)
            .subquery()
        )
        wanted = (
            select(DocumentRow, func.coalesce(counted.c.passages, 0))
            .outerjoin(counted, counted.c.document_id == DocumentRow.id)
            .order_by(DocumentRow.title)
        )
        async with self._database.session() as session:
            return [_document(row, passages) for row, passages in await session.execute(wanted)]

    async def file_of(self, document_id: str) -> tuple[str, Path]:
        """A document's name and where its content lies. Raises Refused when it was removed."""
        async with self._database.session() as session:
            row = _found(await session.get(DocumentRow, document_id))
        return row.name, self._files.path(row.digest)

    async def take_in(self, generation: str | None, document_id: str, indexed: IndexedDocument) -> None:
        """Make a document's passages findable, in the active generation or in one being built."""
        into = generation or self._index.active
        if into is None:
            raise Unavailable(ErrorCode.KNOWLEDGE_UNAVAILABLE, "The index is still being opened.", retry_after_s=2)
        async with self._database.session() as session:
            _found(await session.get(DocumentRow, document_id))
        await self._index.put(into, document_id, indexed)
        async with self._database.session() as session:
            row = _found(await session.get(DocumentRow, document_id))
            row.title, row.language = indexed.title or row.title, indexed.language
            row.state, row.problem = DocumentState.READY, None
            row.notes = [note.model_dump(mode="json") for note in indexed.notes]

    async def mark_unreadable(self, document_id: str, problem: str) -> None:
        async with self._database.session() as session:
            row = _found(await session.get(DocumentRow, document_id))
            row.state, row.problem = DocumentState.UNREADABLE, problem[:500]

    async def remove(self, document_id: str) -> None:
        """Forget a document: its rows, words, vectors and file. Raises Refused when there is none."""
        async with self._database.session() as session:
            row = _found(await session.get(DocumentRow, document_id))
            places = await session.execute(
                select(PassageRow.generation_id, PassageRow.position).where(PassageRow.document_id == document_id)
            )
            passages = [(generation, position) for generation, position in places]
            await session.delete(row)
        await self._index.forget(document_id, passages)
        await asyncio.to_thread(self._files.remove, row.digest)

    async def summary(self) -> KnowledgeSummary:
        async with self._database.session() as session:
            active = await session.get(GenerationRow, self._index.active) if self._index.active else None
            of_active = PassageRow.generation_id == self._index.active
            return KnowledgeSummary(
                documents=await session.scalar(select(func.count()).select_from(DocumentRow)) or 0,
                passages=await session.scalar(select(func.count()).select_from(PassageRow).where(of_active)) or 0,
                generation=self._index.active,
                embedder=active.embedder if active else None,
            )

    async def _by_digest(self, digest: str) -> Document | None:
        async with self._database.session() as session:
            row = await session.scalar(select(DocumentRow).where(DocumentRow.digest == digest))
        return _document(row, 0) if row else None


def _found(row: DocumentRow | None) -> DocumentRow:
    if row is None:
        raise Refused(ErrorCode.NOT_FOUND, "There is no such document; it may have been removed.")
    return row


def _document(row: DocumentRow, passages: int) -> Document:
    return Document(
        id=row.id, name=row.name, title=row.title, state=DocumentState(row.state), bytes=row.bytes,
        passages=passages, language=row.language, added_at=row.added_at, problem=row.problem,
        origin=Origin(row.origin), url=row.url, expires_on=row.expires_on,
        notes=tuple(Note.model_validate(note) for note in row.notes),
    )  # fmt: skip
