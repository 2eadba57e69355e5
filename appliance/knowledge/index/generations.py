"""Owns the generations of the index: rows, keyword index and Chroma of each, and which one is read."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path, PurePath

import numpy as np
import structlog
from sqlalchemy import delete, func, select, update

from appliance.contract.knowledge import IndexedDocument, Origin
from appliance.contract.problems import ErrorCode, Refused, Unavailable
from appliance.core.clock import Now, iso
from appliance.core.database import Database
from appliance.core.ids import new_id
from appliance.knowledge.index.centre import Array, middle_of
from appliance.knowledge.index.chroma_store import ChromaStore, VectorsUnreadable
from appliance.knowledge.index.keyword_index import indexed_stems
from appliance.knowledge.index.refilling import differences, key, refill
from appliance.knowledge.tables import DocumentRow, GenerationRow, PassageRow

log = structlog.get_logger()

ACTIVE, BUILDING = "active", "building"
# The mean moves little beyond this many vectors.
MIDDLE_OF = 2_000
# Counting takes milliseconds.
LOOK_EVERY_S = 20.0


class Index:
    """Written by one process. Readers use `active`; None until it is opened.

    `whole`: Chroma holds what the rows hold. Until then what has no word in common with a question may be missed.
    """

    def __init__(self, database: Database, folder: Path, now: Now) -> None:
        self._database = database
        self._folder = folder
        self._now = now
        self._stores: dict[str, ChromaStore] = {}
        self._writing = asyncio.Lock()
        self._opened = asyncio.Event()
        self.whole = False
        self.active: str | None = None
        self.building: str | None = None
        self.embedder: str | None = None
        self.middle: Array | None = None

    async def run(self) -> None:
        """As long as the process: opened, and mended when Chroma fails or loses something."""
        while True:
            # Another process holds the database for long, or the disk is full: the next time, then.
            with suppress(Unavailable):
                await self.open()
            await asyncio.sleep(LOOK_EVERY_S)

    async def open(self) -> None:
        """Open the active generation, making the first one; when that is done, see whether Chroma agrees with the rows.

        What Chroma lacks is handed to it again; a folder that cannot be read is made anew. Raises Unavailable when
        that fails: the index is read by words alone then.
        """
        async with self._writing:
            await self._see_to(self.active or await self._begin_reading())

    async def readable(self, within_s: float) -> str | None:
        """The active generation, waiting so long for it to be opened; None when it is not."""
        with suppress(TimeoutError):
            async with asyncio.timeout(within_s):
                await self._opened.wait()
        return self.active

    async def close(self) -> None:
        self._opened.clear()
        self.active, self.building, self.whole = None, None, False
        for store in self._stores.values():
            await store.close()
        self._stores.clear()

    def store(self, generation: str) -> ChromaStore:
        """Raises Refused when this generation is neither active nor building."""
        try:
            return self._stores[generation]
        except KeyError:
            raise Refused(ErrorCode.NOT_FOUND, "This build of the index is gone.") from None

    @asynccontextmanager
    async def at_rest(self) -> AsyncIterator[tuple[str, ChromaStore]]:
        """The active generation and its vectors, while nothing is written. Raises Unavailable before it is open."""
        async with self._writing:
            if self.active is None:
                raise Unavailable(ErrorCode.KNOWLEDGE_UNAVAILABLE, "The index is still being opened.", retry_after_s=2)
            yield self.active, self.store(self.active)

    async def begin(self) -> str:
        """Start a generation beside the active one; an unfinished one is thrown away."""
        async with self._writing:
            await self._drop_all_but(self.active or "")
            generation = await self._add_generation(BUILDING)
            self._stores[generation] = ChromaStore(self._folder / generation)
            await self._stores[generation].open()
            self.building = generation
            return generation

    def targets(self, embedder: str) -> list[str]:
        """The generations that vectors of this embedder belong into. Raises Unavailable when there is none now."""
        if self.active is None:
            raise Unavailable(ErrorCode.KNOWLEDGE_UNAVAILABLE, "The index is still being opened.", retry_after_s=2)
        fits = [self.active] if self.embedder in (None, embedder) else []
        if self.building:
            fits.append(self.building)
        if not fits:
            # Vectors of two embedders in one index would be compared with each other, and mean nothing.
            detail = "The index was made by another embedder and is about to be rebuilt."
            raise Unavailable(ErrorCode.KNOWLEDGE_UNAVAILABLE, detail, retry_after_s=30)
        return fits

    async def put(self, generation: str, document_id: str, indexed: IndexedDocument) -> None:
        """Replace all passages of one document in one generation."""
        vectors = [entry.vector for entry in indexed.passages]
        async with self._writing:
            store = self.store(generation)
            async with self._database.session() as session:
                of_document = (PassageRow.generation_id == generation, PassageRow.document_id == document_id)
                before = await session.scalar(select(func.count()).select_from(PassageRow).where(*of_document)) or 0
                await session.execute(delete(PassageRow).where(*of_document))
                document = await session.get(DocumentRow, document_id)
                session.add_all(_rows(generation, document_id, _file_words(document), indexed))
                await session.execute(
                    update(GenerationRow).where(GenerationRow.id == generation).values(embedder=indexed.embedder)
                )
            await store.put([key(document_id, at) for at in range(len(vectors))], vectors)
            await store.remove([key(document_id, at) for at in range(len(vectors), before)])
            if generation == self.active:
                self.embedder = indexed.embedder
                self.middle = await self._middle_of(self.active)

    async def forget(self, document_id: str, passages: Sequence[tuple[str, int]]) -> None:
        """Take a removed document's vectors out; `passages` are its (generation, position) pairs."""
        async with self._writing:
            for generation, store in self._stores.items():
                await store.remove([key(document_id, at) for owner, at in passages if owner == generation])
            self.middle = await self._middle_of(self.active)

    async def activate(self, generation: str) -> None:
        """Readers use `generation` from now on; the one before is deleted."""
        async with self._writing:
            self.store(generation)
            async with self._database.session() as session:
                await session.execute(update(GenerationRow).where(GenerationRow.id == generation).values(state=ACTIVE))
                await session.execute(delete(GenerationRow).where(GenerationRow.id != generation))
            await self._read_from(generation)

    async def _begin_reading(self) -> str:
        active = await self._find_active() or await self._add_generation(ACTIVE)
        self._stores[active] = ChromaStore(self._folder / active)
        await self._read_from(active)
        return active

    async def _read_from(self, generation: str) -> None:
        """Readers get this generation from now on; all others are deleted."""
        async with self._database.session() as session:
            row = await session.get(GenerationRow, generation)
        middle = await self._middle_of(generation)
        self.active, self.building, self.embedder = generation, None, row.embedder if row else None
        self.middle = middle
        await self._drop_all_but(generation)

    async def _middle_of(self, generation: str | None) -> Array | None:
        async with self._database.session() as session:
            # The shop's typed facts are short and all of a kind: with them the middle would move towards prices.
            some = (
                select(PassageRow.vector)
                .join(DocumentRow, DocumentRow.id == PassageRow.document_id)
                .where(PassageRow.generation_id == generation, DocumentRow.origin != Origin.FACTS)
                .limit(MIDDLE_OF)
            )
            return middle_of((await session.scalars(some)).all())

    async def _find_active(self) -> str | None:
        async with self._database.session() as session:
            return await session.scalar(select(GenerationRow.id).where(GenerationRow.state == ACTIVE))

    async def _add_generation(self, state: str) -> str:
        generation = new_id("gen")
        async with self._database.session() as session:
            session.add(GenerationRow(id=generation, state=state, embedder=None, created_at=iso(self._now())))
        return generation

    async def _see_to(self, generation: str) -> None:
        store = self._stores[generation]
        try:
            held = await self._held(store)
        finally:
            self._opened.set()  # by words it can be read whatever became of the vectors
        async with self._database.session() as session:
            of_generation = select(func.count()).select_from(PassageRow).where(PassageRow.generation_id == generation)
            expected = await session.scalar(of_generation)
        if held != expected:
            self.whole = False
            await refill(self._database, store, await differences(self._database, store, generation))
        self.whole = True

    async def _held(self, store: ChromaStore) -> int:
        try:
            return await store.open()
        except VectorsUnreadable as unreadable:
            self.whole = False
            log.warning("vectors_made_anew", why=repr(unreadable.__cause__))
            await store.clear()
            return await store.open()

    async def _drop_all_but(self, kept: str) -> None:
        """Delete the rows, stores and folders of every other generation, also those a crash left behind."""
        for generation in [other for other in self._stores if other != kept]:
            await self._stores.pop(generation).destroy()
        async with self._database.session() as session:
            await session.execute(delete(GenerationRow).where(GenerationRow.id != kept))
        for folder in await asyncio.to_thread(lambda: list(self._folder.glob("gen_*"))):
            if folder.name != kept:
                await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)


def _file_words(document: DocumentRow | None) -> str:
    """What an owner called the file: often the only place that says what it is about."""
    return PurePath(document.name).stem if document and document.origin == Origin.FILE else ""


def _rows(generation: str, document_id: str, name: str, indexed: IndexedDocument) -> list[PassageRow]:
    return [
        PassageRow(
            generation_id=generation,
            document_id=document_id,
            position=at,
            heading="\n".join(entry.passage.heading),
            text=entry.passage.text,
            stems=indexed_stems(
                (*dict.fromkeys((name, indexed.title, *entry.passage.heading)), entry.passage.text, entry.passage.also),
                indexed.language or "en",
            ),
            page=entry.passage.place.page,
            row=entry.passage.place.row,
            anchor=entry.passage.place.anchor,
            vector=np.asarray(entry.vector, dtype=np.float32).tobytes(),
        )
        for at, entry in enumerate(indexed.passages)
    ]
