"""Owns the jobs of the website: looking through it and handing in what changed; then reading those pages."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from appliance.contract.knowledge import DocumentState, Origin
from appliance.contract.problems import ErrorCode, Refused, ShopbellError, Unavailable
from appliance.contract.website import HandedPage, KnownPage, ReadingReport, Website
from appliance.knowledge.documents.batch import OF_THIS_FILE
from appliance.knowledge.documents.indexing import Indexing
from appliance.knowledge.ports import Progress
from appliance.knowledge.website.ports import WebsiteDoor
from appliance.knowledge.website.walk.crawler import Crawler
from appliance.knowledge.website.walk.findings import Findings
from appliance.knowledge.website.walk.own import OwnPage

# With fewer known pages one that fails says little about the website.
_FEW = 4
_A_PAGES_FAULT = (ErrorCode.UNREADABLE_DOCUMENT, ErrorCode.UNSUPPORTED_DOCUMENT, ErrorCode.TOO_LARGE)


@dataclass(frozen=True, slots=True)
class WebsiteJobs:
    """Run by the worker. Safe to run again after anything: what was handed in is known by then."""

    door: WebsiteDoor
    crawler: Crawler
    indexing: Indexing

    async def read(self, payload: Mapping[str, str], progress: Progress) -> None:
        """Read the website when it is due, or when the payload says that somebody asked for it."""
        await asyncio.to_thread(self.door.tidy_website)
        website = await asyncio.to_thread(self.door.website)
        if website.address is None or not (website.due or payload):
            return
        try:
            await self._read(website, website.address, progress)
        except ShopbellError as problem:
            await asyncio.to_thread(self.door.put_website_problem, problem.detail)
            raise

    async def read_pages(self, payload: Mapping[str, str], progress: Progress) -> None:
        """Read every page that waits for it. Cancelled between two pages, or broken off, it goes on next time."""
        documents = await asyncio.to_thread(self.door.documents)
        waiting = [one.id for one in documents if one.origin is Origin.PAGE and one.state is DocumentState.WAITING]
        for done, document_id in enumerate(waiting):
            await progress(done, len(waiting))
            try:
                await self.indexing.read_document({"document_id": document_id}, _quietly)
            except Refused as refusal:
                if refusal.code not in OF_THIS_FILE:
                    raise
        await progress(len(waiting), len(waiting))

    async def _read(self, website: Website, address: str, progress: Progress) -> None:
        known = await asyncio.to_thread(self.door.website_pages)
        urls = [page.url for page in known]
        found, own = await self.crawler.read(address, website.pages, urls, progress)
        _require_most(urls, found)
        reading = await asyncio.to_thread(self.door.begin_website_reading, address)
        read = await self._hand_in(reading.id, known, own, found)
        gone = tuple(found.gone & set(urls))
        report = ReadingReport(read=tuple(read), gone=gone, skipped=found.told_skipped(), note=found.note)
        await asyncio.to_thread(self.door.finish_website_reading, reading.id, report)

    async def _hand_in(
        self, reading_id: str, known: Sequence[KnownPage], own: Sequence[OwnPage], found: Findings
    ) -> list[str]:
        """The addresses of all pages that are there, after those that changed have been handed in."""
        digests = {page.url: page.digest for page in known}
        read = []
        for page in own:
            url, name = page.found.url, page.found.name
            try:
                if digests.get(url) != page.digest:
                    handed = HandedPage(url=url, title=page.found.title or name, name=name, digest=page.digest)
                    await asyncio.to_thread(self.door.hand_in_page, reading_id, handed, page.file)
            except Refused as refusal:
                if refusal.code not in _A_PAGES_FAULT:
                    raise
                found.skipped[url] = f"could not be taken: {refusal.detail}"
            else:
                read.append(url)
        return read


def _require_most(known: Sequence[str], found: Findings) -> None:
    """A website that is half away must not be forgotten by halves."""
    failed = sum(url in found.skipped for url in known)
    if len(known) >= _FEW and 2 * failed > len(known):
        detail = f"{failed} of {len(known)} known pages could not be read, so nothing was changed."
        raise Unavailable(ErrorCode.WEBSITE_UNREADABLE, detail)


async def _quietly(done: int, total: int) -> None:
    """Progress of one page among many is not told."""
