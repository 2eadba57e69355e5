"""Owns what a site says of itself before any page is read: its robots.txt and its sitemaps."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator

from appliance.contract.problems import ErrorCode, Refused, Unavailable
from appliance.knowledge.website.rules import robots, sitemap
from appliance.knowledge.website.rules.limits import NAME, Limits
from appliance.knowledge.website.rules.robots import Robots
from appliance.knowledge.website.rules.urls import normal
from appliance.knowledge.website.wire.fetch import Fetcher, LeadsAway, Request, Unanswered


async def read_robots(fetcher: Fetcher, limits: Limits) -> Robots:
    """Without a robots.txt everything may be read; while the site cannot say, nothing. Raises Unavailable, Refused."""
    where = fetcher.site.root("/robots.txt")
    try:
        answer = await fetcher.get(Request(where, {"*": limits.robots_bytes}))
    except LeadsAway:
        return Robots()
    except Unanswered as reason:
        kind = Unavailable if reason.passing else Refused
        raise kind(ErrorCode.WEBSITE_UNREADABLE, f"{fetcher.site.netloc} {reason}.") from reason
    if answer.status >= 500:
        detail = f"{fetcher.site.netloc} answered {answer.status} when asked what may be read."
        raise Unavailable(ErrorCode.WEBSITE_UNREADABLE, detail)
    if answer.status != 200:
        return Robots()
    return robots.read(answer.body.decode("utf-8", errors="replace"), NAME)


async def sitemap_pages(fetcher: Fetcher, limits: Limits, told: Robots) -> AsyncIterator[list[str]]:
    """The pages of each sitemap, as normal addresses; one that cannot be had is passed over."""
    named = told.sitemaps or (fetcher.site.root("/sitemap.xml"),)
    waiting, seen = deque(named), set(named)
    for _ in range(limits.sitemaps):
        if not waiting:
            return
        found = await _one(fetcher, limits, waiting.popleft())
        fresh = [url for url in found.sitemaps if url not in seen]
        seen.update(fresh)
        waiting.extend(fresh)
        yield [url for one in found.pages if (url := normal(one))]


async def _one(fetcher: Fetcher, limits: Limits, where: str) -> sitemap.Sitemap:
    url = normal(where, fetcher.site.root("/"))
    if url is None or not fetcher.site.has(url):
        return sitemap.Sitemap()
    try:
        answer = await fetcher.get(Request(url, {"*": limits.sitemap_bytes}))
    except Unanswered:
        return sitemap.Sitemap()
    return sitemap.read(answer.body, limits.sitemap_bytes)
