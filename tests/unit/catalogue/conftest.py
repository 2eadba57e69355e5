"""Owns what the tests of the catalogue share: a server that offers a file, and a download with little patience."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx2
import pytest

from appliance.catalogue.download import Download, Wanted
from appliance.catalogue.patience import Patience
from tests.fakes.file_server import FileServer, gguf, serving

SIZE = 100_000
HASTY = Patience(silence_s=0.3, pauses_s=(0.0, 0.0, 0.0), attempts=20, tell_every_s=0.0)
PLENTY = 10**12


@dataclass
class Fetching:
    """One download of the server's file into a folder, and what it told on its way."""

    server: FileServer
    folder: Path
    http: httpx2.AsyncClient
    free: int = PLENTY
    patience: Patience = HASTY
    told: list[tuple[int, int]] = field(default_factory=list)

    def wanted(self, **changes: Any) -> Wanted:
        content = self.server.content
        plain = Wanted("Model", self.server.url, self.file, len(content), True, hashlib.sha256(content).hexdigest())
        return replace(plain, **changes)

    async def run(self, **changes: Any) -> str:
        return await self.run_as(self.wanted(**changes))

    async def run_as(self, wanted: Wanted) -> str:
        download = Download(self.http, self.patience, lambda folder: self.free)
        return await download.run(wanted, self.tell)

    async def tell(self, done: int, total: int) -> None:
        self.told.append((done, total))

    @property
    def file(self) -> Path:
        return self.folder / "model.gguf"

    @property
    def part(self) -> Path:
        return self.folder / "model.gguf.part"

    def names(self) -> list[str]:
        return sorted(file.name for file in self.folder.iterdir())

    def ranges(self) -> list[str | None]:
        return [asked.get("range") for asked in self.server.asked]


@pytest.fixture
def server() -> Iterator[FileServer]:
    with serving(gguf(SIZE)) as offered:
        yield offered


@pytest.fixture
async def fetching(server: FileServer, tmp_path: Path) -> AsyncIterator[Fetching]:
    timeout = httpx2.Timeout(HASTY.silence_s, connect=2)
    async with httpx2.AsyncClient(timeout=timeout, follow_redirects=False, trust_env=False) as http:
        folder = tmp_path / "models"
        folder.mkdir()
        yield Fetching(server, folder, http)
