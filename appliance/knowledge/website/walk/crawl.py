"""Owns the way through a website: from the first page and the sitemaps along the links, until an end is reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from appliance.contract.problems import ErrorCode, Refused, Unavailable
from appliance.core.clock import Monotonic
from appliance.knowledge.ports import Progress
from appliance.knowledge.website.pages.child import Asked
from appliance.knowledge.website.pages.page import Page, robots_words
from appliance.knowledge.website.pages.reader import PageReader, TooMuch
from appliance.knowledge.website.rules.frontier import Frontier
from appliance.knowledge.website.rules.kinds import ENDINGS
from appliance.knowledge.website.rules.limits import Limits
from appliance.knowledge.website.rules.robots import Robots
from appliance.knowledge.website.rules.urls import Site, leads_nowhere
from appliance.knowledge.website.walk.findings import Findings, FoundPage
from appliance.knowledge.website.walk.signposts import read_robots, sitemap_pages
from appliance.knowledge.website.wire.fetch import Answer, Fetcher, LeadsAway, Unanswered
from appliance.knowledge.website.wire.revisit import Revisit

# What the first page links to comes before what stands in the sitemap alone: hours before the thousandth product.
_SITEMAP_DEPTH = 2


class Crawl:
    """One way through one site; made anew for each."""

    def __init__(
        self, fetcher: Fetcher, revisit: Revisit, reader: PageReader, limits: Limits, clock: Monotonic, told: Progress
    ) -> None:
        self._fetcher, self._revisit, self._reader = fetcher, revisit, reader
        self._limits, self._clock, self._told = limits, clock, told
        self._site, self._robots = fetcher.site, Robots()
        self._frontier = Frontier(limits, self._is_wanted)
        self._found = Findings()
        self._copies: list[tuple[FoundPage, str]] = []
        self._failures = 0
        self._until = clock() + limits.total_s

    async def run(self, address: str, known: Sequence[str]) -> Findings:
        """Read the site from this normal address on; `known` pages are looked at again even if nothing links to them.

        Raises Unavailable or Refused when the site cannot be read at all; what `told` raises ends it too.
        """
        await self._told(0, 0)
        self._robots = await read_robots(self._fetcher, self._limits)
        asked_s = max(self._limits.pause_s, self._robots.delay_s or 0.0)
        self._fetcher.pace.pause_s = min(asked_s, self._limits.pause_most_s)
        await self._begin(address)
        async for pages in sitemap_pages(self._fetcher, self._limits, self._robots):
            self._note(pages, min(_SITEMAP_DEPTH, self._limits.depth))
            await self._tell()
        self._note(known, self._limits.depth)
        while (note := self._enough()) is None and len(self._frontier):
            await self._tell()
            await self._visit(*self._frontier.pop())
        self._found.note = note if len(self._frontier) else None
        return self._finished()

    async def _begin(self, address: str) -> None:
        """The first page must be there; under which name it answers is the name of all others."""
        host = self._site.netloc
        if not self._robots.allows(address):
            raise _refused(f"The robots.txt of {host} asks programs to stay out of {urlsplit(address).path}.")
        self._frontier.see(address)
        try:
            answer = await self._revisit.ask(address, self._may_follow)
        except LeadsAway as away:
            raise _refused(f"{host} {away}. Give that address instead.") from away
        except Unanswered as reason:
            kind = Unavailable if reason.passing else Refused
            raise kind(ErrorCode.WEBSITE_UNREADABLE, f"{host} {reason}.") from reason
        if answer.status != 200:
            kind = Unavailable if answer.status >= 500 or answer.status == 429 else Refused
            raise kind(ErrorCode.WEBSITE_UNREADABLE, f"{address} answered {answer.status}.")
        final = Site.of(answer.url)
        self._site = replace(self._site, scheme=final.scheme, netloc=final.netloc)
        self._frontier.see(answer.url)
        await self._take(answer, 0)

    async def _visit(self, url: str, depth: int) -> None:
        try:
            answer = await self._revisit.ask(url, self._may_follow)
        except Unanswered as reason:
            self._fail(url, str(reason), reason.passing)
            return
        if answer.status in (404, 410):
            self._found.gone.add(url)
        elif answer.status != 200:
            self._fail(url, f"answered {answer.status}", answer.status >= 500 or answer.status == 429)
            return
        elif answer.url == url or self._moved(url, answer.url):
            await self._take(answer, depth)
        self._failures = 0

    def _moved(self, url: str, final: str) -> bool:
        """The page has another address; is it one that is still to be read?"""
        self._found.gone.add(url)
        return self._is_wanted(final) and self._frontier.see(final)

    def _fail(self, url: str, why: str, passing: bool) -> None:
        self._found.skipped[url] = why
        self._failures += passing
        if self._failures >= self._limits.failures_in_a_row:
            detail = f"{self._site.netloc} stopped answering after {len(self._found.pages)} pages."
            raise Unavailable(ErrorCode.WEBSITE_UNREADABLE, detail)

    async def _take(self, answer: Answer, depth: int) -> None:
        if answer.content_type not in ENDINGS:
            return
        file, charset = self._revisit.place(answer)
        found = FoundPage(answer.url, "", answer.content_type, file, charset)
        page = Page()
        if found.is_html:
            try:
                told = await self._reader.ask(Asked(file=file, url=answer.url, charset=charset))
            except TooMuch:
                self._found.skipped[answer.url] = "is too large or too deeply nested to be read"
                return
            page = told.page or page
        asked = robots_words(answer.headers.get("x-robots-tag", ""))
        if not (page.nofollow or asked & {"nofollow", "none"}):
            self._note(page.links, depth + 1)
        if page.noindex or asked & {"noindex", "none"}:
            self._found.gone.add(answer.url)
            return
        self._keep(replace(found, title=page.title, marks=page.marks), page.canonical, depth)

    def _keep(self, found: FoundPage, canonical: str | None, depth: int) -> None:
        """A page that names another one as its true self waits: it counts when that one cannot be had."""
        true = self._site.home(canonical) if canonical and self._site.holds(canonical) else found.url
        # The first page as everybody's true self is a frequent mistake of shop programs.
        if true == found.url or urlsplit(true).path == "/":
            self._found.pages.append(found)
        else:
            self._copies.append((found, true))
            self._frontier.add(true, depth)

    def _finished(self) -> Findings:
        read = {page.url for page in self._found.pages}
        for page, true in self._copies:
            if true in read:
                self._found.gone.add(page.url)
            elif len(read) < self._limits.pages:
                self._found.pages.append(page)
                read.add(page.url)
        if not read:
            raise _refused(f"{self._site.netloc} shows nothing that programs may read.")
        self._found.gone -= read
        return self._found

    def _note(self, urls: Sequence[str], depth: int) -> None:
        for url in urls:
            if self._site.has(url):
                self._frontier.add(self._site.home(url), depth)

    def _is_wanted(self, url: str) -> bool:
        return self._site.holds(url) and not leads_nowhere(url) and self._robots.allows(url)

    def _may_follow(self, url: str) -> bool:
        return self._robots.allows(url)

    async def _tell(self) -> None:
        done = len(self._found.pages)
        await self._told(done, min(self._limits.pages, done + len(self._frontier)))

    def _enough(self) -> str | None:
        limits = self._limits
        if len(self._found.pages) >= limits.pages:
            return f"Only the first {limits.pages} pages were read; the website has more."
        if self._clock() >= self._until:
            return f"The reading was ended after {limits.total_s / 60:.0f} minutes; the website has more pages."
        if self._fetcher.bytes >= limits.total_bytes or self._fetcher.requests >= limits.requests:
            return "The website is larger than one reading may be; the pages nearest to the first one were read."
        return None


def _refused(detail: str) -> Refused:
    return Refused(ErrorCode.WEBSITE_UNREADABLE, detail)
