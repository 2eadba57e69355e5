"""The website is read as on the box: the worker's own job, over the api's own sockets, from a site on this machine."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import uvicorn

from appliance.api.apps import private_app
from appliance.api.services import Services
from appliance.client import Client
from appliance.contract.chat import Sources
from appliance.contract.jobs import Job, JobKind, JobState
from appliance.contract.knowledge import Document, DocumentState, Origin
from appliance.contract.problems import Refused
from appliance.contract.website import Change, ReadEvery, Website, WebsiteWish
from appliance.knowledge.documents.indexing import Indexing
from appliance.knowledge.website.jobs import WebsiteJobs
from appliance.scheduler.worker import Handler, Worker
from tests.api.conftest import TOKEN
from tests.fakes.website import Page, html, links, moved, serving
from tests.fakes.website import Website as PlayedSite
from tests.unit.knowledge.bag_of_words import BagOfWords
from tests.unit.knowledge.website_reader import ReaderOfSites

FOOTER = "<footer><p>Oak Street Bikes, Oak Street 5, Springfield</p></footer>"
PAGES: dict[str, Page | str] = {
    "/": html(
        "Oak Street Bikes", "We sell and mend bikes since 1990.", FOOTER, links("/rental", "/repair", "/lists/a.txt")
    ),
    "/rental": html("Rental", "A tandem costs forty dollars a day to rent.", FOOTER),
    "/repair": html("Repair", "<h2>Flats</h2>", "A flat tyre is mended while you wait.", FOOTER),
    "/lists/a.txt": Page("Brake pads fit every rim brake.", "text/plain"),
    "/hidden": html("Club rides", "The club rides on Sunday mornings.", FOOTER),
}


class Server(uvicorn.Server):
    """Leaves the signals to pytest."""

    @contextmanager
    def capture_signals(self):  # type: ignore[no-untyped-def]
        yield


@dataclass
class Box:
    """The api's services, the owner's client, what the worker does, and the site that is read."""

    services: Services
    client: Client
    handlers: dict[JobKind, Handler]
    site: PlayedSite

    async def set(self, every: ReadEvery = ReadEvery.WEEK, pages: int = 200) -> Website:
        wish = WebsiteWish(address=self.site.url(), every=every, pages=pages)
        return await asyncio.to_thread(self.client.set_website, wish)

    async def read(self) -> tuple[Job, Website]:
        """Ask for a reading and let the worker do it; how it ended."""
        job = await asyncio.to_thread(self.client.read_website)
        await self.work(JobKind.READ_WEBSITE)
        return await asyncio.to_thread(self.client.job, job.id), await self.look()

    async def work(self, kind: JobKind) -> None:
        while await Worker(self.services.jobs, self.handlers, (kind,)).run_one():
            pass

    async def look(self) -> Website:
        return await asyncio.to_thread(self.client.website)

    async def pages(self) -> dict[str, Document]:
        """The documents that are pages, by their path."""
        found = [one for one in await asyncio.to_thread(self.client.documents) if one.origin is Origin.PAGE]
        return {"/" + (one.url or "").split("/", 3)[3]: one for one in found}

    async def sources(self, question: str) -> list[str | None]:
        """The addresses with which an answer to a visitor is backed."""
        events = await asyncio.to_thread(lambda: list(self.client.ask(question)))
        return [source.url for event in events if isinstance(event, Sources) for source in event.sources]


@pytest.fixture
def site() -> Iterator[PlayedSite]:
    with serving() as played:
        for path, page in PAGES.items():
            played.put(path, page)
        hidden = f"<urlset><url><loc>{played.url('/hidden')}</loc></url></urlset>"
        played.put("/sitemap.xml", Page(hidden, "application/xml"))
        yield played


@pytest.fixture
async def box(services: Services, site: PlayedSite, tmp_path: Path) -> AsyncIterator[Box]:
    server = Server(uvicorn.Config(private_app(services, TOKEN), port=0, log_config=None, lifespan="off"))
    serving = asyncio.create_task(server.serve())
    async with asyncio.timeout(10):
        while not server.started:  # noqa: ASYNC110 - uvicorn sets a flag, no event
            await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    with Client(f"http://127.0.0.1:{port}", TOKEN) as client:
        crawler = ReaderOfSites(site, tmp_path / "website").crawler()
        jobs = WebsiteJobs(client, crawler, Indexing(client, BagOfWords()))
        handlers: dict[JobKind, Handler] = {
            JobKind.READ_WEBSITE: jobs.read,
            JobKind.READ_PAGES: jobs.read_pages,
        }
        yield Box(services, client, handlers, site)
    server.should_exit = True
    await serving


async def test_a_website_is_read_answers_and_is_forgotten(box: Box) -> None:
    assert (await box.set()).due
    job, website = await box.read()
    assert (job.state, job.subject, job.done, job.total) == (
        JobState.SUCCEEDED, f"shop.example:{box.site.port}", 4, 5
    )  # fmt: skip
    assert website.last
    assert website.last.words == "5 pages new"
    await box.work(JobKind.READ_PAGES)
    pages = await box.pages()
    assert set(pages) == set(PAGES)
    assert {page.state for page in pages.values()} == {DocumentState.READY}
    assert pages["/rental"].title == "Rental"
    assert box.site.url("/rental") in await box.sources("What does it cost to rent a tandem for a day?")
    assert await box.sources("Which club rides on Sunday mornings?") == [box.site.url("/hidden")]

    await asyncio.to_thread(box.client.forget_website)
    assert (await box.pages(), await box.look()) == ({}, Website())
    assert await box.sources("Which club rides on Sunday mornings?") == []


async def test_the_owner_is_told_what_changed_and_can_take_it_back(box: Box) -> None:
    await box.set()
    await box.read()
    box.site.put("/rental", html("Rental", "A tandem costs fifty dollars a day to rent.", FOOTER))
    box.site.put("/new", html("E-bikes", "We test electric bikes on Friday.", FOOTER))
    box.site.put("/repair", html("Repair", "Flat tyres are mended at once.", FOOTER, links("/new")))
    del box.site.pages["/hidden"]
    _, website = await box.read()
    assert website.last
    assert website.last.words == "2 pages changed, 1 gone, 1 new"
    assert {page.title: page.change for page in website.last.changes} == {
        "Rental": Change.CHANGED, "Repair": Change.CHANGED, "Club rides": Change.GONE, "E-bikes": Change.NEW,
    }  # fmt: skip
    assert set(await box.pages()) == {"/", "/rental", "/repair", "/lists/a.txt", "/new"}

    website = await asyncio.to_thread(box.client.undo_website)
    assert website.last
    assert (website.last.undone, website.can_undo) == (True, False)
    assert set(await box.pages()) == set(PAGES)
    _, website = await box.read()
    assert website.last
    assert website.last.words == "nothing changed"


async def test_what_has_not_changed_is_neither_sent_nor_read_again(box: Box) -> None:
    await box.set()
    await box.read()
    before, waiting = await box.pages(), await box.services.jobs.unfinished((JobKind.READ_PAGES,))
    box.site.asked.clear()
    _, website = await box.read()
    assert website.last
    assert website.last.words == "nothing changed"
    assert await box.pages() == before
    assert await box.services.jobs.unfinished((JobKind.READ_PAGES,)) == waiting
    assert {path for path, headers in box.site.asked if "if-none-match" in headers} == set(PAGES)


async def test_the_nightly_job_reads_only_what_is_due(box: Box) -> None:
    await box.services.jobs.add(JobKind.READ_WEBSITE, "the website", {})
    await box.work(JobKind.READ_WEBSITE)
    assert box.site.asked == []
    await box.set(ReadEvery.OFF)
    await box.services.jobs.add(JobKind.READ_WEBSITE, "the website", {})
    await box.work(JobKind.READ_WEBSITE)
    assert box.site.asked == []
    await box.set(ReadEvery.DAY)
    for _ in range(2):
        await box.services.jobs.add(JobKind.READ_WEBSITE, "the website", {})
        await box.work(JobKind.READ_WEBSITE)
    assert box.site.paths().count("/") == 1
    assert {job.state for job in await box.services.jobs.latest(9) if job.kind is JobKind.READ_WEBSITE} == {
        JobState.SUCCEEDED
    }


async def test_why_a_website_could_not_be_read_is_told_and_its_pages_stay(box: Box) -> None:
    await box.set()
    await box.read()
    box.site.put("/robots.txt", Page("User-agent: *\nDisallow: /", "text/plain"))
    job, website = await box.read()
    assert (job.state, job.detail) == (JobState.FAILED, website.problem)
    assert "asks programs to stay out of /" in (website.problem or "")
    assert set(await box.pages()) == set(PAGES)
    del box.site.pages["/robots.txt"]
    assert (await box.read())[1].problem is None


async def test_a_website_that_is_half_away_is_not_forgotten_by_halves(box: Box) -> None:
    await box.set()
    await box.read()
    for path in ("/rental", "/repair", "/hidden"):
        box.site.put(path, Page(status=502))
    for _ in range(2):
        job, website = await box.read()
        assert job.state is JobState.QUEUED
        assert website.problem == "3 of 5 known pages could not be read, so nothing was changed."
        await asyncio.to_thread(box.client.cancel_job, job.id)
    assert set(await box.pages()) == set(PAGES)


async def test_a_page_that_cannot_be_taken_is_told_and_the_others_are_read(box: Box) -> None:
    box.site.put("/lists/a.txt", Page("   \n", "text/plain"))
    await box.set()
    job, website = await box.read()
    assert (job.state, len(await box.pages())) == (JobState.SUCCEEDED, 4)
    assert website.last
    assert [(page.url, page.why) for page in website.last.skipped] == [
        (box.site.url("/lists/a.txt"), "could not be taken: a.txt is empty.")
    ]


async def test_a_cancelled_reading_changes_nothing(box: Box) -> None:
    await box.set()
    read = box.handlers[JobKind.READ_WEBSITE]

    async def cancelled(payload, progress):  # type: ignore[no-untyped-def]
        [under_way] = await box.services.jobs.unfinished((JobKind.READ_WEBSITE,))
        await asyncio.to_thread(box.client.cancel_job, under_way.job.id)
        await read(payload, progress)

    box.handlers[JobKind.READ_WEBSITE] = cancelled
    job, website = await box.read()
    assert (job.state, website.last, website.problem) == (JobState.CANCELLED, None, None)
    assert (box.site.asked, await box.pages()) == ([], {})


async def test_only_so_many_pages_are_read_and_the_owner_is_told(box: Box) -> None:
    await box.set(pages=2)
    _, website = await box.read()
    assert website.last
    assert (website.last.pages, website.last.note) == (2, "Only the first 2 pages were read; the website has more.")


async def test_a_website_that_moved_names_where_to(box: Box) -> None:
    box.site.put("/", moved("https://elsewhere.example/"))
    await box.set()
    _, website = await box.read()
    assert "sends visitors on to elsewhere.example. Give that address instead." in (website.problem or "")


@pytest.mark.parametrize("address", ["our shop", "http://127.0.0.1:8601", "http://192.168.0.1/", "https://nas.local"])
async def test_an_address_that_is_none_or_inside_the_network_is_refused(box: Box, address: str) -> None:
    with pytest.raises(Refused):
        await asyncio.to_thread(box.client.set_website, WebsiteWish(address=address))
    assert await box.look() == Website()


async def test_the_boxs_own_resolver_lets_nobody_into_the_network(box: Box) -> None:
    crawler = ReaderOfSites(box.site, Path("unused")).crawler()
    box.handlers[JobKind.READ_WEBSITE] = WebsiteJobs(
        box.client, replace(crawler, allowed=()), Indexing(box.client, BagOfWords())
    ).read
    await box.set()
    job, _ = await box.read()
    assert job.state is JobState.FAILED
    assert "has an address inside a private network" in (job.detail or "")
    assert box.site.asked == []
