"""Owns a crawler for tests: of the played website, under the name shop.example, with time that passes by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

from appliance.knowledge.website.rules.addresses import Address
from appliance.knowledge.website.rules.limits import Limits
from appliance.knowledge.website.walk.crawler import Crawler
from appliance.knowledge.website.walk.findings import Findings
from appliance.knowledge.website.walk.own import OwnPage
from appliance.knowledge.website.wire.cache import PageCache
from tests.fakes.website import SHOP, Website

THIS_MACHINE = (ip_network("127.0.0.0/8"),)


@dataclass
class PlayedTime:
    """A clock that moves by what is slept."""

    now: float = 1_000.0
    slept: list[float] = field(default_factory=list)

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@dataclass
class Names:
    """Which names there are; `shop.example` and `www.shop.example` are this machine."""

    more: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def resolve(self, host: str, port: int) -> Sequence[Address]:
        self.asked.append(host)
        known = {SHOP: "127.0.0.1", f"www.{SHOP}": "127.0.0.1"} | self.more
        if host not in known:
            raise OSError(f"no name {host}")
        return [ip_address(known[host])]


@dataclass
class Seen:
    """What a reading found, with the paths of its pages in the order in which they were read."""

    found: Findings
    own: list[OwnPage]

    @property
    def paths(self) -> list[str]:
        return [path_of(page.found.url) for page in self.own]

    @property
    def gone(self) -> set[str]:
        return {path_of(url) for url in self.found.gone}

    @property
    def skipped(self) -> dict[str, str]:
        return {path_of(url): why for url, why in self.found.skipped.items()}

    def text(self, path: str) -> str:
        return next(page.file.read_text() for page in self.own if path_of(page.found.url) == path)


@dataclass
class ReaderOfSites:
    """Reads the played website as the worker does, as often as asked, with the same cache."""

    website: Website
    folder: Path
    time: PlayedTime = field(default_factory=PlayedTime)
    names: Names = field(default_factory=Names)
    told: list[tuple[int, int]] = field(default_factory=list)
    on_tell: Callable[[int, int], None] = lambda done, total: None

    def crawler(self, **limits: Any) -> Crawler:
        return Crawler(
            PageCache(self.folder), Limits(**limits), self.time.clock, self.time.sleep, self.names.resolve, THIS_MACHINE
        )

    async def read(self, path: str = "/", *, pages: int = 200, known: Sequence[str] = (), **limits: Any) -> Seen:
        urls = [self.website.url(one) for one in known]
        found, own = await self.crawler(**limits).read(self.website.url(path), pages, urls, self._tell)
        return Seen(found, own)

    async def _tell(self, done: int, total: int) -> None:
        self.told.append((done, total))
        self.on_tell(done, total)


def path_of(url: str) -> str:
    return "/" + url.split("/", 3)[3]
