"""Owns the job that reads a batch of files, one after the other, and goes on where it was stopped."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

from appliance.contract.imports import WaitingFile
from appliance.contract.problems import ErrorCode, Refused
from appliance.knowledge.documents.indexing import Indexing
from appliance.knowledge.importers.archive import members
from appliance.knowledge.ports import ImportDoor, Progress

# What is wrong with one file, or with a file that was removed meanwhile, does not stop the others.
OF_THIS_FILE = (
    ErrorCode.UNREADABLE_DOCUMENT, ErrorCode.UNSUPPORTED_DOCUMENT, ErrorCode.TOO_LARGE, ErrorCode.NOT_FOUND,
)  # fmt: skip


class Batch:
    """Runs in the worker; everything it finds out goes to the api at once, so nothing is done twice."""

    def __init__(self, imports: ImportDoor, indexing: Indexing) -> None:
        self._imports = imports
        self._indexing = indexing

    async def read_import(self, payload: Mapping[str, str], progress: Progress) -> None:
        """Unpack the archives, then read every file that waits. Cancelled between two files, it loses nothing."""
        import_id = payload["import_id"]
        waiting = await asyncio.to_thread(self._imports.import_waiting, import_id)
        for file in waiting:
            if file.archive:
                await progress(0, len(waiting))
                await self._unpack(import_id, file, file.archive)
        waiting = await asyncio.to_thread(self._imports.import_waiting, import_id)
        total = (await asyncio.to_thread(self._imports.import_report, import_id)).files
        for left, file in zip(range(len(waiting), 0, -1), waiting, strict=True):
            await progress(total - left, total)
            if file.document_id:
                await self._read(file.document_id)
        await progress(total, total)

    async def _read(self, document_id: str) -> None:
        try:
            await self._indexing.read_document({"document_id": document_id}, _quietly)
        except Refused as refusal:
            if refusal.code not in OF_THIS_FILE:
                raise

    async def _unpack(self, import_id: str, file: WaitingFile, path: str) -> None:
        problem = None
        try:
            held = members(Path(path))
            while member := await asyncio.to_thread(next, held, None):
                await asyncio.to_thread(self._imports.add_to_import, import_id, *member)
        except Refused as refusal:
            if refusal.code not in OF_THIS_FILE:
                raise
            problem = refusal.detail
        await asyncio.to_thread(self._imports.import_unpacked, import_id, file.item_id, problem)


async def _quietly(done: int, total: int) -> None:
    """Progress of one file among many is not told."""
