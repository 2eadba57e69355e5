"""Owns a whole room of knowledge in a temporary folder: real SQLite, real Chroma, an embedder without a model."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from appliance.contract.knowledge import Document, IndexedDocument
from appliance.contract.retrieval import Asked, Found
from appliance.core.database import Database, migrate
from appliance.knowledge.documents.catalogue import Catalogue
from appliance.knowledge.documents.files import DocumentFiles
from appliance.knowledge.index.centre import Centre
from appliance.knowledge.index.generations import Index
from appliance.knowledge.products.shelf import ProductShelf
from appliance.knowledge.retrieval.gate import Gate
from appliance.knowledge.retrieval.search import Retrieval
from tests.fakes.website import Website, html, links, serving
from tests.unit.knowledge.bag_of_words import BagOfWords
from tests.unit.knowledge.website_reader import ReaderOfSites


def now() -> datetime:
    return datetime(2026, 10, 7, 19, 0, tzinfo=UTC)


@dataclass
class Room:
    """Knowledge wired as the api wires it."""

    home: Path
    database: Database
    embedder: BagOfWords
    index: Index
    catalogue: Catalogue
    retrieval: Retrieval

    @classmethod
    def at(cls, home: Path) -> Room:
        migrate.upgrade(home / "shop.db")
        database = Database.at(home / "shop.db")
        embedder, index = BagOfWords(), Index(database, home / "index", now)
        catalogue = Catalogue(database, DocumentFiles(home / "documents"), index, ProductShelf(database, now), now)
        return cls(home, database, embedder, index, catalogue, _retrieval(database, index, embedder))

    async def add(self, name: str, indexed: IndexedDocument) -> Document:
        document, _ = await self.catalogue.add(name, f"{name}: {indexed.title}".encode())
        await self.catalogue.take_in(None, document.id, indexed)
        return document

    async def ask(self, question: str, *history: str) -> Found:
        return await self.retrieval.search(Asked(question, "en", history), 3)

    async def titles(self, question: str) -> list[str]:
        return [passage.title for passage in (await self.ask(question)).passages]

    async def close(self) -> None:
        await self.index.close()
        await self.database.close()


def _retrieval(database: Database, index: Index, embedder: BagOfWords) -> Retrieval:
    return Retrieval(database, index, embedder, Centre(embedder), Gate(), now)


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    opened = Room.at(tmp_path)
    await opened.index.open()
    yield opened
    await opened.close()


@pytest.fixture
def website() -> Iterator[Website]:
    """Three pages that link to each other, and to one that is not there."""
    with serving() as played:
        played.put("/", html("Oak Street Bikes", "We sell and mend bikes.", links("/hours", "/prices")))
        played.put("/hours", html("Hours", "We open at nine.", links("/")))
        played.put("/prices", html("Prices", "A flat costs $15.", links("/hours", "/prices#flat", "/gone")))
        yield played


@pytest.fixture
def site_reader(website: Website, tmp_path: Path) -> ReaderOfSites:
    return ReaderOfSites(website, tmp_path / "cache")
