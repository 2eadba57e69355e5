"""Owns the list of documents: adding, listing, removing, and taking in what was read of each."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from pathlib import Path, PurePath

from sqlalchemy import Select, func, select

from appliance.contract.knowledge import Document, DocumentState, IndexedDocument, KnowledgeSummary, Note, Origin
from appliance.contract.problems import ErrorCode, Refused
from appliance.core.clock import Now, iso
from appliance.core.database import Database
from appliance.core.ids import new_id
from appliance.knowledge.documents.files import DocumentFiles, digest_of
from appliance.knowledge.facts.proposals import put_findings
from appliance.knowledge.importers import check_name
from appliance.knowledge.index.generations import Index
from appliance.knowledge.products.shelf import ProductShelf
from appliance.knowledge.tables import DocumentRow, GenerationRow, PassageRow

DOCUMENT_MAX_BYTES = 20_000_000
NAME_MAX = 200
# The owner hears of it this long before a document expires.
SOON = timedelta(days=14)


class Catalogue:
    """The documents of the shop. The api alone writes through it."""

    def __init__(
        self, database: Database, files: DocumentFiles, index: Index, products: ProductShelf, now: Now
    ) -> None:
        self._database = database
        self._files = files
        self._index = index
        self._products = products
        self._now = now

    async def add(self, name: str, data: bytes) -> tuple[Document, bool]:
        """Store a file; the document, and whether it still has to be read.

        A file of the same name is replaced; what it said is found until the new one has been read.
        Raises Refused when it is empty, too large or of a kind that cannot be read.
        """
        check_name(name)
        if not data.strip():
            raise Refused(ErrorCode.UNREADABLE_DOCUMENT, f"{name} is empty.")
        if len(data) > DOCUMENT_MAX_BYTES:
            raise Refused(ErrorCode.TOO_LARGE, f"{name} is larger than {DOCUMENT_MAX_BYTES // 1_000_000} MB.")
        if known := await self._known(digest_of(data)):
            return known, known.state is not DocumentState.READY
        digest = await asyncio.to_thread(self._files.store, data)
        row, replaced = await self._put_row(name, digest, len(data))
        if replaced:
            await asyncio.to_thread(self._files.remove, replaced)
        return _document(row, 0), True

    async def _put_row(self, name: str, digest: str, size: int) -> tuple[DocumentRow, str | None]:
        """The new row, or the one of the same name with its new content and the digest of its old one."""
        fresh = {"digest": digest, "bytes": size, "state": DocumentState.WAITING, "problem": None}
        async with self._database.session() as session:
            same_name = (DocumentRow.name == name, DocumentRow.origin == Origin.FILE)
            row = await session.scalar(select(DocumentRow).where(*same_name))
            if row is None:
                row = DocumentRow(
                    id=new_id("doc"), name=name, title=PurePath(name).stem, added_at=iso(self._now()), **fresh
                )
                session.add(row)
                return row, None
            replaced = row.digest
            for column, value in fresh.items():
                setattr(row, column, value)
            return row, replaced

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
        """Make a document's passages findable, in this generation or in the active one, and its products.

        What was read of content that has been replaced meanwhile is dropped: the new one waits to be read.
        """
        async with self._database.session() as session:
            row = _found(await session.get(DocumentRow, document_id))
        if indexed.digest and indexed.digest != row.digest:
            return
        # Without a generation: also into one that is being built, which may have passed this document already.
        for into in (generation,) if generation else self._index.targets(indexed.embedder):
            await self._index.put(into, document_id, indexed)
        await self._products.put(document_id, indexed.products, indexed.language)
        async with self._database.session() as session:
            row = _found(await session.get(DocumentRow, document_id))
            row.title, row.language = indexed.title or row.title, indexed.language
            row.state, row.problem = DocumentState.READY, None
            row.notes = [note.model_dump(mode="json") for note in indexed.notes]
            if row.origin != Origin.FACTS:
                await put_findings(session, document_id, indexed.findings)

    async def hold_until(self, document_id: str, expires_on: date | None) -> Document:
        """Quote a document up to and including this day; None: for ever. Raises Refused when there is none."""
        async with self._database.session() as session:
            row = _owners(await session.get(DocumentRow, document_id))
            row.expires_on = expires_on.isoformat() if expires_on else None
        return next(one for one in await self.all() if one.id == document_id)

    async def mark_unreadable(self, document_id: str, problem: str) -> None:
        async with self._database.session() as session:
            row = _found(await session.get(DocumentRow, document_id))
            row.state, row.problem = DocumentState.UNREADABLE, problem[:500]

    async def remove(self, document_id: str) -> None:
        """Forget a document of the owner's. Raises Refused when there is none, or when it is the shop's own facts."""
        async with self._database.session() as session:
            _owners(await session.get(DocumentRow, document_id))
        await self.forget(document_id)

    async def forget(self, document_id: str) -> None:
        """Take a document out: its rows, words, vectors and file. Raises Refused when there is none."""
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
            today = self._now().date()
            return KnowledgeSummary(
                documents=await session.scalar(select(func.count()).select_from(DocumentRow)) or 0,
                expired=await session.scalar(_expiring(before=today)) or 0,
                expiring=await session.scalar(_expiring(today, today + SOON)) or 0,
                passages=await session.scalar(select(func.count()).select_from(PassageRow).where(of_active)) or 0,
                generation=self._index.active,
                embedder=active.embedder if active else None,
                products=await self._products.count(),
            )

    async def _known(self, digest: str) -> Document | None:
        """The document with this content. One that could not be read is given another chance."""
        async with self._database.session() as session:
            row = await session.scalar(select(DocumentRow).where(DocumentRow.digest == digest))
            if row and row.state == DocumentState.UNREADABLE:
                row.state, row.problem = DocumentState.WAITING, None
        return _document(row, 0) if row else None


def _expiring(since: date = date.min, before: date = date.max) -> Select[int]:
    """How many documents have their last day in this span, its end not included."""
    last_day = DocumentRow.expires_on
    counted = select(func.count()).select_from(DocumentRow)
    return counted.where(last_day >= since.isoformat(), last_day < before.isoformat())


def clean_name(name: str) -> str:
    """The name of a file without any folder, however its system writes it."""
    return PurePath(name.replace("\\", "/")).name[:NAME_MAX]


def name_in_folder(name: str) -> str:
    """The name of a file with the folders it lies in, seen from the folder that was brought in."""
    parts = [part for part in name.replace("\\", "/").split("/") if part.strip() not in ("", ".", "..")]
    return "/".join(parts)[-NAME_MAX:]


def _found(row: DocumentRow | None) -> DocumentRow:
    if row is None:
        raise Refused(ErrorCode.NOT_FOUND, "There is no such document; it may have been removed.")
    return row


def _owners(row: DocumentRow | None) -> DocumentRow:
    """A document that the owner brought or that is a page; shop facts as documents follow the facts alone."""
    row = _found(row)
    if row.origin == Origin.FACTS:
        raise Refused(ErrorCode.BAD_INPUT, "These are your shop facts. Change them there; this follows by itself.")
    return row


def _document(row: DocumentRow, passages: int) -> Document:
    return Document(
        id=row.id, name=row.name, title=row.title, state=DocumentState(row.state), bytes=row.bytes,
        passages=passages, language=row.language, added_at=row.added_at, problem=row.problem,
        origin=Origin(row.origin), url=row.url, expires_on=row.expires_on,
        notes=tuple(Note.model_validate(note) for note in row.notes),
    )  # fmt: skip
