"""Owns what a reading of the website changes: pages that come, change and go, and taking that back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete, select

from appliance.contract.jobs import JobKind
from appliance.contract.problems import ErrorCode, Refused
from appliance.contract.website import (
    Change,
    ChangedPage,
    HandedPage,
    KnownPage,
    ReadingReport,
    SkippedPage,
    WebsiteReading,
)
from appliance.core.clock import Now, iso
from appliance.core.database import Database
from appliance.core.ids import new_id
from appliance.core.jobs import JobQueue
from appliance.knowledge.documents.pages import PageDocuments
from appliance.knowledge.website.diff import in_words
from appliance.knowledge.website.earlier import Earlier
from appliance.knowledge.website.tables import WebsitePageRow, WebsiteReadingRow

# One miss may be an accident of the website's; what is missing twice in a row is gone.
MISSED_MOST = 2
UNDO = timedelta(days=30)


class Readings:
    """Of the api. Handing in may break off at any point and be done again from its beginning."""

    def __init__(self, database: Database, documents: PageDocuments, jobs: JobQueue, now: Now) -> None:
        self._database = database
        self._documents = documents
        self._jobs = jobs
        self._now = now
        self._earlier = Earlier(database, documents)

    async def known(self) -> list[KnownPage]:
        """The pages as they were shown last."""
        return [KnownPage(url=row.url, digest=row.digest) for row in await self._pages()]

    async def begin(self) -> str:
        """The id of the reading that is open, or of a new one."""
        async with self._database.session() as session:
            row = await session.scalar(select(WebsiteReadingRow).where(WebsiteReadingRow.finished_at.is_(None)))
            if row is None:
                row = WebsiteReadingRow(id=new_id("web"), started_at=iso(self._now()), pages=0)
                session.add(row)
            return row.id

    async def take(self, reading_id: str, page: HandedPage, data: bytes) -> None:
        """Take in a page that is new or changed. Raises Refused when it cannot be read, or the reading is over."""
        await self._require_open(reading_id)
        self._documents.require_readable(page.name, data)
        known = await self._page(page.url)
        if known and known.digest == page.digest:
            return
        document_id = known.document_id if known else None
        if document_id is None or await self._documents.content(document_id):
            await self._earlier.keep(reading_id, page.url, page.title, known)
            document_id = await self._documents.put(page.url, page.name, page.title, data)
        # Otherwise the owner removed the page: it stays away, whatever it says now.
        async with self._database.session() as session:
            new = WebsitePageRow(url=page.url, title=page.title, digest=page.digest, document_id=document_id)
            await session.merge(new)

    async def finish(self, reading_id: str, report: ReadingReport) -> WebsiteReading:
        """Close a reading: what is gone is forgotten, what has changed is told and will be read.

        Raises Refused when it is over.
        """
        await self._require_open(reading_id)
        read, gone = set(report.read), set(report.gone)
        missed = [row for row in await self._pages() if row.url not in read and not row.held]
        for row in missed:
            if row.url in gone or row.missed + 1 >= MISSED_MOST:
                await self._forget_page(reading_id, row)
        changes = await self._earlier.changes(reading_id)
        async with self._database.session() as session:
            for row in await session.scalars(select(WebsitePageRow)):
                row.missed = 0 if row.url in read else row.missed + 1
                row.held = row.held and row.url not in read
            await session.execute(delete(WebsiteReadingRow).where(WebsiteReadingRow.id != reading_id))
            reading = await session.get(WebsiteReadingRow, reading_id)
            assert reading is not None, "it was there a moment ago, and only the api closes one"
            reading.finished_at, reading.pages, reading.note = iso(self._now()), len(read), report.note
            reading.changes = [change.model_dump(mode="json") for change in changes]
            reading.skipped = [page.model_dump(mode="json") for page in report.skipped]
        if changes:
            await self._have_read()
        return _told(reading)

    async def last(self) -> WebsiteReading | None:
        row = await self._last_row()
        return _told(row) if row else None

    async def can_undo(self) -> bool:
        row = await self._last_row()
        if row is None or row.undone or not row.changes:
            return False
        return row.finished_at is not None and row.finished_at >= iso(self._now() - UNDO)

    async def undo(self) -> None:
        """Every page as it was before the last reading. Raises Refused when there is nothing to take back."""
        row = await self._last_row()
        if row is None or not await self.can_undo():
            raise Refused(ErrorCode.NOT_FOUND, "There is nothing to take back.")
        await self._earlier.restore(row.id)
        await self._have_read()
        async with self._database.session() as session:
            row.undone = True
            await session.merge(row)
        await self._earlier.forget(row.id)

    async def tidy(self) -> None:
        """Let go of what cannot be taken back any more."""
        row = await self._last_row()
        if row and not await self.can_undo():
            await self._earlier.forget(row.id)

    async def forget(self) -> None:
        """All pages and readings."""
        for row in await self._pages():
            await self._documents.drop(row.url)
        async with self._database.session() as session:
            await session.execute(delete(WebsitePageRow))
            await session.execute(delete(WebsiteReadingRow))

    async def _have_read(self) -> None:
        """One job for all pages: a document that the owner adds meanwhile must not wait behind them."""
        await self._jobs.add(JobKind.READ_PAGES, "new and changed pages", {})

    async def _forget_page(self, reading_id: str, row: WebsitePageRow) -> None:
        if row.document_id and await self._documents.content(row.document_id):
            await self._earlier.keep(reading_id, row.url, row.title, row, Change.GONE)
            await self._documents.drop(row.url)
        async with self._database.session() as session:
            await session.execute(delete(WebsitePageRow).where(WebsitePageRow.url == row.url))

    async def _require_open(self, reading_id: str) -> None:
        async with self._database.session() as session:
            row = await session.get(WebsiteReadingRow, reading_id)
        if row is None or row.finished_at is not None:
            raise Refused(ErrorCode.NOT_FOUND, "This reading of the website is over.")

    async def _page(self, url: str) -> WebsitePageRow | None:
        async with self._database.session() as session:
            return await session.get(WebsitePageRow, url)

    async def _pages(self) -> Sequence[WebsitePageRow]:
        async with self._database.session() as session:
            return (await session.scalars(select(WebsitePageRow).order_by(WebsitePageRow.url))).all()

    async def _last_row(self) -> WebsiteReadingRow | None:
        finished = select(WebsiteReadingRow).where(WebsiteReadingRow.finished_at.is_not(None))
        async with self._database.session() as session:
            return await session.scalar(finished.order_by(WebsiteReadingRow.finished_at.desc()).limit(1))


def _told(row: WebsiteReadingRow) -> WebsiteReading:
    changes = tuple(ChangedPage.model_validate(change) for change in row.changes)
    return WebsiteReading(
        finished_at=row.finished_at or "",
        pages=row.pages,
        words=in_words(changes),
        changes=changes,
        skipped=tuple(SkippedPage.model_validate(page) for page in row.skipped),
        note=row.note,
        undone=row.undone,
    )
