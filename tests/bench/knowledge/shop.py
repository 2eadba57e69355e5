"""Owns a shop inside the bench: the real room of knowledge over a temporary folder, filled by the real importers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from appliance.contract.knowledge import IndexedDocument, IndexedPassage
from appliance.core.clock import utc_now
from appliance.core.database import Database, migrate
from appliance.core.language import language_of
from appliance.knowledge.documents.catalogue import Catalogue
from appliance.knowledge.documents.files import DocumentFiles
from appliance.knowledge.documents.indexing import LANGUAGES, embedded_text
from appliance.knowledge.documents.reader import read_here
from appliance.knowledge.index.centre import Centre
from appliance.knowledge.index.generations import Index
from appliance.knowledge.products.shelf import ProductShelf
from appliance.knowledge.retrieval.calibration import Calibration
from appliance.knowledge.retrieval.gate import Gate
from appliance.knowledge.retrieval.search import Retrieval
from tests.bench.knowledge.vectors import KeptVectors


@dataclass
class Shop:
    """Documents by the id that the bench's data gives them."""

    folder: Path
    index: Index
    catalogue: Catalogue
    retrieval: Retrieval
    gate: Gate
    calibration: Calibration
    vectors: KeptVectors

    async def add(self, files: Iterable[tuple[str, bytes]]) -> dict[str, str]:
        """Read files as the worker does; document ids by file name."""
        ids = {}
        for name, data in files:
            document, _ = await self.catalogue.add(name, data)
            _, path = await self.catalogue.file_of(document.id)
            read = read_here(path, name)
            vectors = await self.vectors.passages([embedded_text(read.title, one) for one in read.passages])
            indexed = IndexedDocument(
                title=read.title,
                language=language_of(" ".join(one.text for one in read.passages)[:2000], LANGUAGES),
                embedder=await self.vectors.model_id(),
                passages=tuple(
                    IndexedPassage(passage=passage, vector=vector)
                    for passage, vector in zip(read.passages, vectors, strict=True)
                ),
            )
            await self.catalogue.take_in(None, document.id, indexed)
            ids[document.id] = name
        await self.calibration.learn()
        return ids


@asynccontextmanager
async def opened(folder: Path, vectors: KeptVectors) -> AsyncIterator[Shop]:
    """An empty shop."""
    await asyncio.to_thread(folder.mkdir, parents=True)
    migrate.upgrade(folder / "shop.db")
    database = Database.at(folder / "shop.db")
    index, gate, centre = Index(database, folder / "index", utc_now), Gate(), Centre(vectors)
    await index.open()
    await centre.prepare()
    catalogue = Catalogue(
        database, DocumentFiles(folder / "documents"), index, ProductShelf(database, utc_now), utc_now
    )
    retrieval = Retrieval(database, index, vectors, centre, gate, utc_now)
    calibration = Calibration(database, index, retrieval, gate)
    yield Shop(folder, index, catalogue, retrieval, gate, calibration, vectors)
    await index.close()
    await database.close()
