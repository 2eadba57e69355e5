"""Owns turning found pages into documents: each without what its siblings say too, each text once."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass
from pathlib import Path

from appliance.contract.problems import ErrorCode, Refused
from appliance.knowledge.website.pages.child import Asked
from appliance.knowledge.website.pages.reader import PageReader, TooMuch
from appliance.knowledge.website.pages.repeats import repeated
from appliance.knowledge.website.walk.findings import Findings, FoundPage
from appliance.knowledge.website.wire.cache import PageCache


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A page as a document: `digest` is the SHA-256 of its main text, `file` what is stored of it."""

    found: FoundPage
    digest: str
    file: Path


async def own_pages(found: Findings, cache: PageCache, reader: PageReader) -> list[OwnPage]:
    """The pages that say something of their own; the others are noted in `found`. Raises Refused when none does."""
    common = repeated({page.url: page.marks for page in found.pages if page.is_html})
    own: dict[str, OwnPage] = {}
    for page in found.pages:
        if page.is_html:
            made = await _own(page, common[page.url], found, cache, reader)
        else:
            made = OwnPage(page, await asyncio.to_thread(_digest, page.file), page.file)
        if made and made.digest in own:
            found.gone.add(page.url)  # the same page under another address
        elif made:
            own[made.digest] = made
    if not own:
        raise Refused(ErrorCode.WEBSITE_UNREADABLE, "The website's pages hold no text that could be read.")
    return list(own.values())


async def _own(
    page: FoundPage, common: frozenset[str], found: Findings, cache: PageCache, reader: PageReader
) -> OwnPage | None:
    asked = Asked(file=page.file, url=page.url, charset=page.charset, into=cache.own(page.url), repeated=common)
    try:
        own = (await reader.ask(asked)).own
    except TooMuch:
        found.skipped[page.url] = "is too large or too deeply nested to be read"
        return None
    if own and not own.empty:
        return OwnPage(page, own.digest, cache.own(page.url))
    if common:
        found.gone.add(page.url)  # all it says stands on another page
    else:
        found.skipped[page.url] = "holds no text that could be read"
    return None


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
