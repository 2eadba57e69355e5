"""Owns documents that are pages of the website: one for each address, its content replaced when the page changed."""

from __future__ import annotations

import asyncio

from sqlalchemy import select

from appliance.contract.knowledge import DocumentState, Origin
from appliance.contract.problems import ErrorCode, Refused
from appliance.core.clock import Now, iso
from appliance.core.database import Database
from appliance.core.ids import new_id
from appliance.knowledge.documents.catalogue import DOCUMENT_MAX_BYTES, Catalogue
from appliance.knowledge.documents.files import DocumentFiles
from appliance.knowledge.importers import importer_for
from appliance.knowledge.tables import DocumentRow


class PageDocuments:
    """Of the api. What a page said is found until its new content has been read."""

    def __init__(self, database: Database, catalogue: Catalogue, files: DocumentFiles, now: Now) -> None:
        self._database = database
        self._catalogue = catalogue
        self._files = files
        self._now = now

    def require_readable(self, name: str, data: bytes) -> None:
        """Raises Refused when a page is empty, too large or of a kind that cannot be read."""
        importer_for(name)
        if not data.strip():
            raise Refused(ErrorCode.UNREADABLE_DOCUMENT, f"{name} is empty.")
        if len(data) > DOCUMENT_MAX_BYTES:
            raise Refused(ErrorCode.TOO_LARGE, f"{name} is larger than {DOCUMENT_MAX_BYTES // 1_000_000} MB.")

    async def put(self, url: str, name: str, title: str, data: bytes) -> str:
        """The id of the document of this address, with this content; it waits to be read when that is new.

        A file of the owner's own with the same content serves as the page, and is quoted with its address; a page
        that moved keeps its document.
        """
        digest = await asyncio.to_thread(self._files.store, data)
        fresh = {"name": name, "title": title, "digest": digest, "bytes": len(data), "problem": None}
        async with self._database.session() as session:
            same = await session.scalar(select(DocumentRow).where(DocumentRow.digest == digest))
            if same is not None:
                same.url = url if same.origin == Origin.PAGE or not same.url else same.url
                return same.id
            page = (DocumentRow.url == url, DocumentRow.origin == Origin.PAGE)
            row = await session.scalar(select(DocumentRow).where(*page))
            replaced = row.digest if row else None
            if row is None:
                row = DocumentRow(id=new_id("doc"), origin=Origin.PAGE, url=url, added_at=iso(self._now()))
                session.add(row)
            for column, value in (fresh | {"state": DocumentState.WAITING}).items():
                setattr(row, column, value)
        if replaced:
            await asyncio.to_thread(self._files.remove, replaced)
        return row.id

    async def content(self, document_id: str) -> tuple[str, bytes] | None:
        """A document's name and content; None when it was removed."""
        async with self._database.session() as session:
            row = await session.get(DocumentRow, document_id)
        if row is None:
            return None
        return row.name, await asyncio.to_thread(self._files.path(row.digest).read_bytes)

    async def drop(self, url: str) -> None:
        """Forget the page; a file of the owner's own stays and only loses the address."""
        async with self._database.session() as session:
            rows = list(await session.scalars(select(DocumentRow).where(DocumentRow.url == url)))
            for row in rows:
                if row.origin != Origin.PAGE:
                    row.url = None
        for row in rows:
            if row.origin == Origin.PAGE:
                await self._catalogue.remove(row.id)
