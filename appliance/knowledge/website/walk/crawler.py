"""Owns one whole reading of a website on the worker's side: the way through it, then its pages as documents."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from appliance.core.clock import Monotonic, monotonic
from appliance.knowledge.ports import Progress
from appliance.knowledge.website.pages.reader import PAGE_S, PageReader
from appliance.knowledge.website.rules.addresses import Network
from appliance.knowledge.website.rules.limits import STANDARD, Limits
from appliance.knowledge.website.rules.urls import Site
from appliance.knowledge.website.walk.crawl import Crawl
from appliance.knowledge.website.walk.findings import Findings
from appliance.knowledge.website.walk.own import OwnPage, own_pages
from appliance.knowledge.website.wire import transport
from appliance.knowledge.website.wire.cache import PageCache
from appliance.knowledge.website.wire.fetch import PLAIN, Fetcher, Make, connect
from appliance.knowledge.website.wire.pace import Pace, Sleep
from appliance.knowledge.website.wire.revisit import Revisit


@dataclass(frozen=True, slots=True)
class Crawler:
    """With what a website is read. `allowed` are networks that may be asked although they are private: for tests.

    `make` makes the HTTP client: one that writes down what leaves.
    """

    cache: PageCache
    limits: Limits = STANDARD
    clock: Monotonic = monotonic
    sleep: Sleep = asyncio.sleep
    resolve: transport.Resolve = transport.resolve
    allowed: Sequence[Network] = ()
    page_s: float = PAGE_S
    make: Make = PLAIN

    async def read(
        self, address: str, pages: int, known: Sequence[str], told: Progress
    ) -> tuple[Findings, list[OwnPage]]:
        """Read at most so many pages from this address on; `known` ones are looked at again.

        Raises Refused or Unavailable when the website cannot be read, and whatever `told` raises.
        """
        limits = replace(self.limits, pages=pages)
        pace = Pace(limits.pause_s, self.clock, self.sleep)
        async with connect(self.resolve, self.allowed, self.make) as http, PageReader(self.page_s) as reader:
            fetcher = Fetcher(http, Site.of(address), limits, pace)

            async def still() -> None:
                await told(0, 0)

            revisit = Revisit(fetcher, self.cache, limits, self.sleep, still)
            found = await Crawl(fetcher, revisit, reader, limits, self.clock, told).run(address, known)
            own = await own_pages(found, self.cache, reader)
        await asyncio.to_thread(self.cache.keep_only, [page.url for page in found.pages])
        return found, own
