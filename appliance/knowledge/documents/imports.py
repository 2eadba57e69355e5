"""Owns batches of files: what came in together, what is still to be read, the report at the end."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

from sqlalchemy import func, select

from appliance.contract.imports import FILES_MAX, Import, ImportItem, ItemState, WaitingFile
from appliance.contract.jobs import JobKind
from appliance.contract.knowledge import DocumentState
from appliance.contract.problems import ErrorCode, Refused
from appliance.core.clock import Now, iso
from appliance.core.database import Database
from appliance.core.ids import new_id
from appliance.core.jobs import JobQueue
from appliance.knowledge.documents.catalogue import Catalogue, name_in_folder
from appliance.knowledge.documents.files import DocumentFiles
from appliance.knowledge.tables import DocumentRow, ImportItemRow, ImportRow

ARCHIVES = (".zip",)
ARCHIVE_MAX_BYTES = 200_000_000
PROBLEMS_SHOWN = 100
Item = tuple[ImportItemRow, DocumentRow | None]


class Imports:
    """Files come in one by one, each stored or refused for itself; then one job reads them all."""

    def __init__(
        self, database: Database, catalogue: Catalogue, files: DocumentFiles, jobs: JobQueue, now: Now
    ) -> None:
        self._database = database
        self._catalogue = catalogue
        self._files = files
        self._jobs = jobs
        self._now = now

    async def begin(self, name: str) -> Import:
        row = ImportRow(id=new_id("imp"), name=name, job_id=None, created_at=iso(self._now()))
        async with self._database.session() as session:
            session.add(row)
        return await self.report(row.id)

    async def add(self, import_id: str, name: str, data: bytes) -> ImportItem:
        """Take one file into the batch. One that cannot be read is kept as a line of the report.

        Raises Refused when there is no such batch or it holds too many files.
        """
        await self._require_room(import_id)
        name = name_in_folder(name) or "document"
        item = ImportItemRow(import_id=import_id, name=name, document_id=None, archive=None, unchanged=False)
        try:
            if PurePath(name).suffix.lower() in ARCHIVES:
                item.archive = await self._keep_archive(name, data)
            else:
                document, to_read = await self._catalogue.add(name, data)
                item.document_id, item.unchanged = document.id, not to_read
        except Refused as refusal:
            item.problem = refusal.detail
        async with self._database.session() as session:
            session.add(item)
            document_row = await session.get(DocumentRow, item.document_id) if item.document_id else None
        return _item((item, document_row))

    async def start(self, import_id: str) -> Import:
        """Queue the reading of what is still waiting; also after a cancel, to go on."""
        async with self._database.session() as session:
            name = _found(await session.get(ImportRow, import_id)).name
        job = await self._jobs.add(JobKind.READ_IMPORT, name, {"import_id": import_id})
        async with self._database.session() as session:
            _found(await session.get(ImportRow, import_id)).job_id = job.id
        return await self.report(import_id)

    async def latest(self, limit: int) -> list[Import]:
        """The latest batches, newest first."""
        async with self._database.session() as session:
            newest = select(ImportRow.id).order_by(ImportRow.created_at.desc()).limit(limit)
            ids = (await session.scalars(newest)).all()
        return [await self.report(import_id) for import_id in ids]

    async def report(self, import_id: str) -> Import:
        """What became of each file so far. Raises Refused when there is no such batch."""
        async with self._database.session() as session:
            row = _found(await session.get(ImportRow, import_id))
        items = [_item(item) for item in await self._items(import_id)]
        broken = [item for item in items if item.problem]
        return Import(
            id=row.id,
            name=row.name,
            created_at=row.created_at,
            files=len(items),
            states=Counter(item.state for item in items),
            problems=tuple(broken[:PROBLEMS_SHOWN]),
            job=await self._jobs.find(row.job_id) if row.job_id else None,
        )

    async def waiting(self, import_id: str) -> list[WaitingFile]:
        """What the worker has yet to read, archives first: they bring more."""
        items = [
            (item, document)
            for item, document in await self._items(import_id)
            if item.archive or (document and document.state == DocumentState.WAITING)
        ]
        items.sort(key=lambda one: one[0].archive is None)
        return [
            WaitingFile(
                name=item.name,
                item_id=item.id,
                document_id=item.document_id,
                archive=str(self._files.path(item.archive)) if item.archive else None,
            )
            for item, _ in items
        ]

    async def unpacked(self, import_id: str, item_id: int, problem: str | None) -> None:
        """An archive's files have all been added, or it cannot be unpacked; either way it is not kept."""
        async with self._database.session() as session:
            item = await session.get(ImportItemRow, item_id)
            if item is None or item.import_id != import_id or item.archive is None:
                raise Refused(ErrorCode.NOT_FOUND, "There is no such archive in this import.")
            digest, item.archive, item.problem = item.archive, None, problem
            if problem is None:
                await session.delete(item)  # its files stand in the report, each with its own line
        await asyncio.to_thread(self._files.remove, digest)

    async def _keep_archive(self, name: str, data: bytes) -> str:
        if len(data) > ARCHIVE_MAX_BYTES:
            raise Refused(ErrorCode.TOO_LARGE, f"{name} is larger than {ARCHIVE_MAX_BYTES // 1_000_000} MB.")
        return await asyncio.to_thread(self._files.store, data)

    async def _require_room(self, import_id: str) -> None:
        async with self._database.session() as session:
            _found(await session.get(ImportRow, import_id))
            of_import = ImportItemRow.import_id == import_id
            held = await session.scalar(select(func.count()).select_from(ImportItemRow).where(of_import)) or 0
        if held >= FILES_MAX:
            raise Refused(ErrorCode.TOO_LARGE, f"One import takes at most {FILES_MAX:,} files; begin another one.")

    async def _items(self, import_id: str) -> Sequence[Item]:
        wanted = (
            select(ImportItemRow, DocumentRow)
            .outerjoin(DocumentRow, DocumentRow.id == ImportItemRow.document_id)
            .where(ImportItemRow.import_id == import_id)
            .order_by(ImportItemRow.id)
        )
        async with self._database.session() as session:
            return [(item, document) for item, document in await session.execute(wanted)]


def _found(row: ImportRow | None) -> ImportRow:
    if row is None:
        raise Refused(ErrorCode.NOT_FOUND, "There is no such import.")
    return row


def _item(both: Item) -> ImportItem:
    item, document = both
    problem = item.problem or (document.problem if document else None)
    return ImportItem(name=item.name, state=_state(item, document), document_id=item.document_id, problem=problem)


def _state(item: ImportItemRow, document: DocumentRow | None) -> ItemState:
    if item.problem or (document and document.state == DocumentState.UNREADABLE):
        return ItemState.UNREADABLE
    if item.unchanged:
        return ItemState.UNCHANGED
    if item.archive or (document and document.state == DocumentState.WAITING):
        return ItemState.WAITING
    return ItemState.READ if document else ItemState.REMOVED
