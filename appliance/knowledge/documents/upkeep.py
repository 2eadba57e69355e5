"""Owns comparing the list of documents with their files and with what the index holds of them."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select

from appliance.contract.jobs import JobKind
from appliance.contract.knowledge import DocumentState, Flaw, FlawKind, KnowledgeCheck
from appliance.core.clock import Now, iso
from appliance.core.database import Database
from appliance.core.jobs import JobQueue
from appliance.knowledge.documents.files import DocumentFiles
from appliance.knowledge.index.generations import Index
from appliance.knowledge.index.upkeep import Upkeep
from appliance.knowledge.tables import DocumentRow, ImportItemRow, PassageRow

GONE = "The stored file is missing or damaged. Please add this document again."
# Files of an import wait until all of them have come in.
PATIENCE = timedelta(hours=1)
READS = (JobKind.READ_DOCUMENT, JobKind.READ_IMPORT, JobKind.REBUILD_INDEX)


class DocumentUpkeep:
    """`shopbell knowledge check`. A file that is gone cannot be made again; all else can."""

    def __init__(self, database: Database, files: DocumentFiles, index: Index, jobs: JobQueue, now: Now) -> None:
        self._database = database
        self._files = files
        self._index = index
        self._jobs = jobs
        self._now = now

    async def check(self, repair: bool) -> KnowledgeCheck:
        """Compare documents, database, keyword index and Chroma; with `repair` mend what can be mended.

        Raises Unavailable while the index is still being opened.
        """
        documents = await self._documents()
        damaged = await asyncio.to_thread(_damaged, self._files, documents)
        flaws = [
            *await self._broken_files(damaged, repair),
            *await self._strays(documents, repair),
            *await self._unread([one for one in documents if one.id not in damaged], repair),
            *await Upkeep(self._database, self._index).check(repair),
        ]
        return KnowledgeCheck(documents=len(documents), passages=await self._passages(), flaws=tuple(flaws))

    async def _documents(self) -> Sequence[DocumentRow]:
        async with self._database.session() as session:
            return (await session.scalars(select(DocumentRow))).all()

    async def _passages(self) -> int:
        of_active = PassageRow.generation_id == self._index.active
        async with self._database.session() as session:
            return await session.scalar(select(func.count()).select_from(PassageRow).where(of_active)) or 0

    async def _broken_files(self, damaged: dict[str, FlawKind], repair: bool) -> list[Flaw]:
        """What was read of such a document still answers; the owner is told to bring it again."""
        if repair and damaged:
            async with self._database.session() as session:
                for document_id in damaged:
                    if row := await session.get(DocumentRow, document_id):
                        row.problem = GONE
        found = []
        for kind, words in ((FlawKind.FILE_MISSING, "missing"), (FlawKind.FILE_CHANGED, "damaged")):
            if count := sum(one is kind for one in damaged.values()):
                detail = f"The stored files of {count} documents are {words}; add them again."
                found.append(Flaw(kind=kind, count=count, detail=detail, repaired=False))
        return found

    async def _strays(self, documents: Sequence[DocumentRow], repair: bool) -> list[Flaw]:
        async with self._database.session() as session:
            archives = (await session.scalars(select(ImportItemRow.archive))).all()
        known = {row.digest for row in documents} | set(archives)
        strays = [digest for digest in await asyncio.to_thread(self._files.old) if digest not in known]
        if not strays:
            return []
        if repair:
            for digest in strays:
                await asyncio.to_thread(self._files.remove, digest)
        detail = f"{len(strays)} stored files belong to no document."
        return [Flaw(kind=FlawKind.FILE_WITHOUT_DOCUMENT, count=len(strays), detail=detail, repaired=repair)]

    async def _unread(self, documents: Sequence[DocumentRow], repair: bool) -> list[Flaw]:
        """Documents that have long waited although no job will read them, or of which the index holds nothing."""
        if await self._jobs.unfinished(READS):
            return []
        async with self._database.session() as session:
            of_active = PassageRow.generation_id == self._index.active
            held = set(await session.scalars(select(PassageRow.document_id).where(of_active).distinct()))
        long_ago = iso(self._now() - PATIENCE)
        lost = [
            row
            for row in documents
            if row.id not in held
            and (row.state == DocumentState.READY or (row.state == DocumentState.WAITING and row.added_at < long_ago))
        ]
        if not lost:
            return []
        if repair:
            for row in lost:
                await self._jobs.add(JobKind.READ_DOCUMENT, row.name, {"document_id": row.id})
        detail = f"{len(lost)} documents have not been read."
        return [Flaw(kind=FlawKind.NOT_READ, count=len(lost), detail=detail, repaired=repair)]


def _damaged(files: DocumentFiles, documents: Sequence[DocumentRow]) -> dict[str, FlawKind]:
    """What is wrong with each document's file, by document; nothing for the good ones."""
    found: dict[str, FlawKind] = {}
    for row in documents:
        path = files.path(row.digest)
        if not path.is_file():
            found[row.id] = FlawKind.FILE_MISSING
        elif _digest(path) != row.digest:
            found[row.id] = FlawKind.FILE_CHANGED
    return found


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
