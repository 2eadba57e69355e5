"""Owns what pages were before the last reading: kept packed, and put back when the owner wants."""

from __future__ import annotations

import zlib

from sqlalchemy import delete, select

from appliance.contract.website import Change, ChangedPage
from appliance.core.database import Database
from appliance.knowledge.documents.pages import PageDocuments
from appliance.knowledge.website.tables import WebsiteEarlierRow, WebsitePageRow


class Earlier:
    """One version a page and reading: the one before it began. As large as one reading may be, at most."""

    def __init__(self, database: Database, documents: PageDocuments) -> None:
        self._database = database
        self._documents = documents

    async def keep(
        self, reading_id: str, url: str, title: str, known: WebsitePageRow | None, change: Change = Change.CHANGED
    ) -> None:
        """Note what is about to happen to a page, once. A page without a document is new."""
        content = await self._documents.content(known.document_id) if known and known.document_id else None
        row = WebsiteEarlierRow(reading_id=reading_id, url=url, title=title, change=change if content else Change.NEW)
        if known and content:
            row.name, row.content, row.digest = content[0], zlib.compress(content[1]), known.digest
        same = (WebsiteEarlierRow.reading_id == reading_id, WebsiteEarlierRow.url == url)
        async with self._database.session() as session:
            if await session.scalar(select(WebsiteEarlierRow.id).where(*same)) is None:
                session.add(row)

    async def changes(self, reading_id: str) -> tuple[ChangedPage, ...]:
        """What a reading did, by address."""
        return tuple(
            ChangedPage(url=row.url, title=row.title, change=Change(row.change)) for row in await self._rows(reading_id)
        )

    async def restore(self, reading_id: str) -> None:
        """Put every page back as it was; what they said has to be read again.

        The digests stay those that the website shows: only when it shows something else yet is that taken in.
        """
        rows = await self._rows(reading_id)
        for row in rows:
            if row.content is None:  # first of all: a new page may be an old one that moved
                await self._documents.drop(row.url)
                await self._point(row, None)
        for row in rows:
            if row.name is not None and row.content is not None:
                content = zlib.decompress(row.content)
                await self._point(row, await self._documents.put(row.url, row.name, row.title, content))

    async def forget(self, reading_id: str) -> None:
        async with self._database.session() as session:
            await session.execute(delete(WebsiteEarlierRow).where(WebsiteEarlierRow.reading_id == reading_id))

    async def _point(self, row: WebsiteEarlierRow, document_id: str | None) -> None:
        async with self._database.session() as session:
            page = await session.get(WebsitePageRow, row.url)
            if page is not None:
                page.document_id = document_id
            elif row.digest is not None:
                session.add(
                    WebsitePageRow(
                        url=row.url, title=row.title, digest=row.digest, document_id=document_id, missed=0, held=True
                    )
                )

    async def _rows(self, reading_id: str) -> list[WebsiteEarlierRow]:
        of_reading = WebsiteEarlierRow.reading_id == reading_id
        wanted = select(WebsiteEarlierRow).where(of_reading).order_by(WebsiteEarlierRow.url)
        async with self._database.session() as session:
            return list(await session.scalars(wanted))
