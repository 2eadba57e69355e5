"""Owns the addresses of imports: many files brought in together."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, UploadFile

from appliance.api.access import Owner
from appliance.api.services import Parts
from appliance.contract.imports import Import, ImportItem, NewImport, Unpacked, WaitingFile
from appliance.knowledge.documents.imports import ARCHIVE_MAX_BYTES

router = APIRouter(prefix="/v1/knowledge/imports", tags=["knowledge"])


@router.post("", status_code=201)
async def begin(new: NewImport, caller: Owner, parts: Parts) -> Import:
    """Begin a batch; send its files next, then start it."""
    return await parts.imports.begin(new.name)


@router.get("")
async def latest(caller: Owner, parts: Parts, limit: Annotated[int, Query(ge=1, le=100)] = 20) -> list[Import]:
    """The latest batches, newest first, with what became of their files."""
    return await parts.imports.latest(limit)


@router.get("/{import_id}")
async def report(import_id: str, caller: Owner, parts: Parts) -> Import:
    """What became of each file: how many were read, known already, unreadable and why."""
    return await parts.imports.report(import_id)


@router.post("/{import_id}/files", status_code=201)
async def add_file(
    import_id: str, file: UploadFile, name: Annotated[str, Form(max_length=1000)], caller: Owner, parts: Parts
) -> ImportItem:
    """Add a file or a ZIP of files. One that cannot be read becomes a line of the report, not an error."""
    return await parts.imports.add(import_id, name, await file.read(ARCHIVE_MAX_BYTES + 1))


@router.post("/{import_id}/start", status_code=202)
async def start(import_id: str, caller: Owner, parts: Parts) -> Import:
    """Read what is waiting, as a job that can be cancelled; starting again goes on with the rest."""
    return await parts.imports.start(import_id)


@router.get("/{import_id}/waiting")
async def waiting(import_id: str, caller: Owner, parts: Parts) -> list[WaitingFile]:
    """The files that are still to be read, for the worker that reads them."""
    return await parts.imports.waiting(import_id)


@router.put("/{import_id}/archives/{item_id}", status_code=204)
async def unpacked(import_id: str, item_id: int, end: Unpacked, caller: Owner, parts: Parts) -> None:
    """Every file of an archive was added, or why it cannot be unpacked; sent by the worker."""
    await parts.imports.unpacked(import_id, item_id, end.problem)
