"""Owns a website in a room of knowledge for tests, and a worker that hands in whatever the test says it shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from appliance.contract.jobs import JobKind, JobState
from appliance.contract.knowledge import Document, DocumentState, Origin
from appliance.contract.website import Change, HandedPage, ReadingReport, Website
from appliance.core.jobs import JobQueue
from appliance.knowledge.documents.files import DocumentFiles
from appliance.knowledge.documents.pages import PageDocuments
from appliance.knowledge.website.readings import Readings
from appliance.knowledge.website.record import WebsiteRecord
from tests.unit.knowledge.bag_of_words import indexed
from tests.unit.knowledge.conftest import Room

SHOP = "https://shop.example"


@dataclass
class Site:
    """The api's side of the website, with time that the test moves."""

    room: Room
    time: datetime = datetime(2026, 10, 7, 19, 0, tzinfo=UTC)

    def __post_init__(self) -> None:
        files = DocumentFiles(self.room.home / "documents")
        self.jobs = JobQueue(self.room.database, self.now)
        documents = PageDocuments(self.room.database, self.room.catalogue, files, self.now)
        self.readings = Readings(self.room.database, documents, self.jobs, self.now)
        self.record = WebsiteRecord(self.room.database, self.readings, self.jobs, self.now)

    def now(self) -> datetime:
        return self.time

    async def read(self, shows: dict[str, str], *gone: str) -> Website:
        """One reading; pages are handed in as the worker does: only those with another digest."""
        known = {page.url: page.digest for page in await self.readings.known()}
        reading_id = await self.record.begin(f"{SHOP}/")
        for path, words in shows.items():
            if known.get(SHOP + path) != words:
                await self.hand_in(reading_id, path, words)
        report = ReadingReport(read=tuple(SHOP + path for path in shows), gone=tuple(SHOP + path for path in gone))
        await self.record.finish(reading_id, report)
        return await self.record.look()

    async def hand_in(self, reading_id: str, path: str, words: str) -> None:
        page = HandedPage(
            url=SHOP + path, title=path.strip("/").title() or "Home", name=f"{path[1:] or 'home'}.html", digest=words
        )
        await self.readings.take(reading_id, page, f'<base href="{SHOP}{path}"><p>{words}</p>'.encode())

    async def be_read(self) -> None:
        """What the worker does with pages that wait: what they say is found from then on."""
        while job := await self.jobs.claim((JobKind.READ_PAGES,)):
            await self.jobs.finish(job.id, JobState.SUCCEEDED)
        for document in await self.documents():
            if document.state is DocumentState.WAITING:
                words = (await self.words())[document.url or ""]
                await self.room.catalogue.take_in(None, document.id, indexed(document.title, words))

    async def documents(self) -> list[Document]:
        return [document for document in await self.room.catalogue.all() if document.origin is Origin.PAGE]

    async def words(self) -> dict[str, str]:
        """What each page's document says, by its address."""
        said = {}
        for document in await self.documents():
            _, path = await self.room.catalogue.file_of(document.id)
            said[document.url or ""] = path.read_text().split("<p>")[1].split("</p>")[0]
        return said


def by_path(words: dict[str, str]) -> dict[str, str]:
    return {url.removeprefix(SHOP): said for url, said in words.items()}


def told(website: Website) -> dict[str, Change]:
    assert website.last
    return {page.url.removeprefix(SHOP): page.change for page in website.last.changes}


FIRST = {"/": "We sell bikes.", "/hours": "We open at nine.", "/prices": "A flat costs $15."}
