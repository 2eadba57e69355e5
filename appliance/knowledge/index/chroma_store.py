"""Owns Chroma: one folder a generation, opened by one process, derived from the database at any time."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

import numpy as np

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

T = TypeVar("T")
Vector = Sequence[float]
# Chroma takes at most about 5,400 records a call.
BATCH = 1_000


class ChromaStore:
    """The vectors of one generation. Every call runs on the store's own thread, one after the other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="chroma")
        self._client: Client | None = None
        self._collection: Collection | None = None

    async def open(self) -> int:
        """Open or create the folder; how many vectors it holds."""
        return await self._run(self._open)

    async def put(self, ids: Sequence[str], vectors: Sequence[Vector]) -> None:
        """Insert or replace."""
        await self._run(lambda: self._put(ids, vectors))

    async def remove(self, ids: Sequence[str]) -> None:
        await self._run(lambda: self._remove(ids))

    async def nearest(self, vector: Vector, limit: int) -> list[str]:
        """The ids of the nearest vectors by cosine, nearest first."""
        return await self._run(lambda: self._nearest(vector, limit))

    async def ids(self) -> list[str]:
        """All ids, in no order."""
        return await self._run(lambda: self._opened().get(include=[])["ids"])

    async def close(self) -> None:
        await self._run(self._close)
        self._thread.shutdown()

    async def destroy(self) -> None:
        """Close and delete the folder: a generation nobody reads any more."""
        await self.close()
        await asyncio.to_thread(shutil.rmtree, self.folder, ignore_errors=True)

    async def _run(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def _open(self) -> int:
        # A second to import: paid on this thread, while the api already answers from facts.
        import chromadb
        from chromadb.config import Settings

        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        client = chromadb.PersistentClient(str(self.folder), Settings(anonymized_telemetry=False))
        self._client = cast("Client", client)  # its declared type lacks close()
        # Without embedding_function=None Chroma would fetch a model of its own from the internet.
        self._collection = self._client.get_or_create_collection(
            "passages", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )
        return self._collection.count()

    def _opened(self) -> Collection:
        if self._collection is None:
            raise RuntimeError("the Chroma store is not open")
        return self._collection

    def _put(self, ids: Sequence[str], vectors: Sequence[Vector]) -> None:
        for at in range(0, len(ids), BATCH):
            batch = np.asarray(vectors[at : at + BATCH], dtype=np.float32)
            self._opened().upsert(list(ids[at : at + BATCH]), embeddings=batch)

    def _remove(self, ids: Sequence[str]) -> None:
        for at in range(0, len(ids), BATCH):
            self._opened().delete(list(ids[at : at + BATCH]))

    def _nearest(self, vector: Vector, limit: int) -> list[str]:
        count = self._opened().count()
        if not count:
            return []
        found = self._opened().query(
            query_embeddings=np.asarray([vector], dtype=np.float32), n_results=min(limit, count), include=[]
        )
        return found["ids"][0]

    def _close(self) -> None:
        if self._client is not None:
            self._client.close()
        self._client = self._collection = None
