"""Owns asking for a page again: only what changed is sent, and a site that is busy gets its pause."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from pathlib import Path

from appliance.knowledge.website.rules.kinds import ENDINGS, PDF
from appliance.knowledge.website.rules.limits import Limits
from appliance.knowledge.website.wire.cache import Kept, PageCache
from appliance.knowledge.website.wire.fetch import Answer, Fetcher, Request
from appliance.knowledge.website.wire.pace import Sleep

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
Still = Callable[[], Awaitable[None]]
_BUSY = (429, 503)
# A long pause is taken in steps, so that a cancelled reading is noticed.
_STEP_S = 5.0


class Revisit:
    """Answers as if all had been sent anew; their bodies lie in the cache."""

    def __init__(self, fetcher: Fetcher, cache: PageCache, limits: Limits, sleep: Sleep, still: Still) -> None:
        """`still` raises when the reading was cancelled."""
        self._fetcher, self._cache, self._limits = fetcher, cache, limits
        self._sleep, self._still = sleep, still
        self._most = {kind: limits.pdf_bytes if kind == PDF else limits.page_bytes for kind in ENDINGS}

    async def ask(self, url: str, may_follow: Callable[[str], bool]) -> Answer:
        """Never answers 304. Raises Unanswered."""
        kept = await asyncio.to_thread(self._cache.find, url)
        answer = await self._get(url, kept, may_follow)
        if answer.status in _BUSY:
            await self._rest(answer)
            answer = await self._get(url, kept, may_follow)
        if answer.status == 304 and kept and answer.url == url:
            return Answer(url, 200, {"content-type": kept.content_type, "x-robots-tag": kept.robots})
        if answer.status == 200 and answer.content_type in ENDINGS:
            await asyncio.to_thread(self._cache.store, _kept(answer), answer.body)
        return answer

    def place(self, answer: Answer) -> tuple[Path, str | None]:
        """Where the body of an answer lies, and in which letters it is written as far as the server says."""
        named = _CHARSET.search(answer.headers.get("content-type", ""))
        return self._cache.body(answer.url), named[1] if named else None

    async def _get(self, url: str, kept: Kept | None, may_follow: Callable[[str], bool]) -> Answer:
        return await self._fetcher.get(Request(url, self._most, kept.conditions() if kept else {}), may_follow)

    async def _rest(self, answer: Answer) -> None:
        text = answer.headers.get("retry-after", "")
        left = min(float(text) if text.isdecimal() else self._limits.retry_after_s, self._limits.retry_after_most_s)
        while left > 0:
            await self._still()
            await self._sleep(min(left, _STEP_S))
            left -= _STEP_S


def _kept(answer: Answer) -> Kept:
    told = answer.headers.get
    return Kept(
        url=answer.url,
        content_type=told("content-type", ""),
        etag=told("etag"),
        modified=told("last-modified"),
        robots=told("x-robots-tag", ""),
    )
