"""Owns what a way through a website found: its pages, those that are gone, those that could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from appliance.contract.website import SKIPPED_MAX, SkippedPage
from appliance.knowledge.website.rules.kinds import ENDINGS, HTML


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page as it lies in the cache. `marks` are those of its blocks; only HTML has them."""

    url: str
    title: str
    content_type: str
    file: Path
    charset: str | None = None
    marks: tuple[str, ...] = ()

    @property
    def is_html(self) -> bool:
        return ENDINGS[self.content_type] == ENDINGS[HTML]

    @property
    def name(self) -> str:
        """What the document is called: the last part of its address."""
        parts = urlsplit(self.url)
        stem = PurePosixPath(unquote(parts.path)).stem or parts.hostname or "page"
        return f"{stem[:100]}{ENDINGS[self.content_type]}"


@dataclass(slots=True)
class Findings:
    """Pages in the order in which they were read. `gone` are addresses that are no pages of their own any more."""

    pages: list[FoundPage] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    skipped: dict[str, str] = field(default_factory=dict)
    note: str | None = None

    def told_skipped(self) -> tuple[SkippedPage, ...]:
        return tuple(SkippedPage(url=url, why=why) for url, why in list(self.skipped.items())[:SKIPPED_MAX])
