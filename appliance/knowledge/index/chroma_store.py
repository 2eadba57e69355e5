"""Owns Chroma: one folder a generation, opened by one process, derived from the database at any time."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

import numpy as np

from appliance.contract.problems import ErrorCode, Unavailable

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

T = TypeVar("T")
Vector = Sequence[float]
# A tenth of a second of writing: a question that comes meanwhile is asked between two batches.
BATCH = 100


# Until then the index has been looked at again, and made anew.
AGAIN_S = 30


class VectorsUnreadable(Unavailable):
    """Chroma cannot open, read or write its folder. Nothing is lost: the rows hold the same vectors."""

    def __init__(self) -> None:
        detail = "The index of meanings cannot be read; it is made anew from the documents."
        super().__init__(ErrorCode.KNOWLEDGE_UNAVAILABLE, detail, AGAIN_S)


class ChromaStore:
    """The vectors of one generation. Every call runs on the store's own thread, one after the other.

    Each raises VectorsUnreadable.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="chroma")
        self._client: Client | None = None
        self._collection: Collection | None = None

    async def open(self) -> int:
        """Open or create the folder, unless that is done; how many vectors it holds."""
        return await self._run(self._open)

    async def put(self, ids: Sequence[str], vectors: Sequence[Vector]) -> None:
        """Insert or replace."""
        for at in range(0, len(ids), BATCH):
            await self._run(partial(self._put, ids[at : at + BATCH], vectors[at : at + BATCH]))

    async def remove(self, ids: Sequence[str]) -> None:
        for at in range(0, len(ids), BATCH):
            await self._run(partial(self._remove, ids[at : at + BATCH]))

    async def nearest(self, vector: Vector, limit: int) -> list[str]:
        """The ids of the nearest vectors by cosine, nearest first."""
        return await self._run(lambda: self._nearest(vector, limit))

    async def ids(self) -> list[str]:
        """All ids, in no order."""
        return await self._run(lambda: self._opened().get(include=[])["ids"])

    async def close(self) -> None:
        await self._run(self._close)
        self._thread.shutdown()

    async def clear(self) -> None:
        """Close and delete the folder, to be opened empty."""
        await self._run(self._clear)

    async def destroy(self) -> None:
        """Close and delete the folder: a generation nobody reads any more."""
        await self.clear()
        self._thread.shutdown()

    async def _run(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, _readable, work)

    def _open(self) -> int:
        if self._collection is None:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._client = _client(self.folder)
            # Without embedding_function=None Chroma would fetch a model of its own from the internet.
            self._collection = self._client.get_or_create_collection(
                "passages", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
            )
        return self._collection.count()

    def _opened(self) -> Collection:
        if self._collection is None:
            raise VectorsUnreadable
        return self._collection

    def _put(self, ids: Sequence[str], vectors: Sequence[Vector]) -> None:
        self._opened().upsert(list(ids), embeddings=np.asarray(vectors, dtype=np.float32))

    def _remove(self, ids: Sequence[str]) -> None:
        self._opened().delete(list(ids))

    def _nearest(self, vector: Vector, limit: int) -> list[str]:
        count = self._opened().count()
        if not count:
            return []
        found = self._opened().query(
            query_embeddings=np.asarray([vector], dtype=np.float32), n_results=min(limit, count), include=[]
        )
        return found["ids"][0]

    def _clear(self) -> None:
        self._close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _close(self) -> None:
        if self._client is not None:
            self._client.close()
        self._client = self._collection = None


def _client(folder: Path) -> Client:
    # A second to import: paid on the store's thread, while the api already answers from facts.
    import chromadb
    from chromadb.api.client import Client
    from chromadb.config import Settings
    from chromadb.errors import ChromaError

    try:
        # Its declared type lacks close().
        return cast("Client", chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False)))
    except ChromaError:
        # Chroma remembers a folder that it could not open, and would hand out what does not work.
        Client.clear_system_cache()
        raise


def _readable(work: Callable[[], T]) -> T:
    from chromadb.errors import ChromaError

    try:
        return work()
    except (ChromaError, OSError) as cause:
        raise VectorsUnreadable from cause
