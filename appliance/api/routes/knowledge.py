"""Owns the addresses of documents and the builds of the index."""

from __future__ import annotations

from fastapi import APIRouter, UploadFile

from appliance.api.access import Owner
from appliance.api.services import Parts
from appliance.contract.jobs import Job, JobKind
from appliance.contract.knowledge import (
    Added,
    Document,
    DocumentChange,
    DocumentFile,
    Generation,
    IndexedDocument,
    KnowledgeCheck,
    KnowledgeSummary,
    Unreadable,
)
from appliance.knowledge.documents.catalogue import DOCUMENT_MAX_BYTES, clean_name

router = APIRouter(prefix="/v1", tags=["knowledge"])


@router.get("/knowledge")
async def summary(caller: Owner, parts: Parts) -> KnowledgeSummary:
    """How much the shop knows."""
    return await parts.catalogue.summary()


@router.get("/knowledge/documents")
async def documents(caller: Owner, parts: Parts) -> list[Document]:
    """Every document, by title."""
    return await parts.catalogue.all()


@router.post("/knowledge/documents", status_code=202)
async def add_document(file: UploadFile, caller: Owner, parts: Parts) -> Added:
    """Store a document and queue its reading; one with the same content is recognised and not read again."""
    data = await file.read(DOCUMENT_MAX_BYTES + 1)
    document, to_read = await parts.catalogue.add(clean_name(file.filename or "document"), data)
    if not to_read:
        return Added(document=document, job_id=None)
    job = await parts.jobs.add(JobKind.READ_DOCUMENT, document.name, {"document_id": document.id})
    return Added(document=document, job_id=job.id)


@router.patch("/knowledge/documents/{document_id}")
async def change_document(document_id: str, change: DocumentChange, caller: Owner, parts: Parts) -> Document:
    """Say until when a document holds; after that day it is not quoted any more."""
    return await parts.catalogue.hold_until(document_id, change.expires_on)


@router.delete("/knowledge/documents/{document_id}", status_code=204)
async def remove_document(document_id: str, caller: Owner, parts: Parts) -> None:
    """Forget a document at once: it is not quoted any more."""
    await parts.catalogue.remove(document_id)


@router.post("/knowledge/rebuild", status_code=202)
async def rebuild(caller: Owner, parts: Parts) -> Job:
    """Read every document again into a new index beside the old one; it is swapped in when it is complete."""
    return await parts.jobs.add(JobKind.REBUILD_INDEX, "all documents", {})


@router.post("/knowledge/check")
async def check(caller: Owner, parts: Parts, repair: bool = True) -> KnowledgeCheck:
    """Compare documents, database, keyword index and Chroma; with `repair` mend what can be made again."""
    return await parts.upkeep.check(repair)


@router.get("/knowledge/documents/{document_id}/file")
async def document_file(document_id: str, caller: Owner, parts: Parts) -> DocumentFile:
    """Where a document's content lies on this machine, for the worker that reads it."""
    name, path = await parts.catalogue.file_of(document_id)
    return DocumentFile(name=name, path=str(path), digest=path.name)


@router.put("/knowledge/documents/{document_id}/passages", status_code=204)
async def take_in(document_id: str, indexed: IndexedDocument, caller: Owner, parts: Parts) -> None:
    """Make a document's passages findable; sent by the worker that read it."""
    await parts.catalogue.take_in(None, document_id, indexed)


@router.put("/knowledge/documents/{document_id}/problem", status_code=204)
async def mark_unreadable(document_id: str, why: Unreadable, caller: Owner, parts: Parts) -> None:
    """Keep why a document could not be read; sent by the worker that tried."""
    await parts.catalogue.mark_unreadable(document_id, why.problem)


@router.post("/knowledge/generations", status_code=201)
async def begin_generation(caller: Owner, parts: Parts) -> Generation:
    """Begin a new index beside the active one."""
    return Generation(id=await parts.index.begin())


@router.put("/knowledge/generations/{generation}/documents/{document_id}", status_code=204)
async def take_in_beside(
    generation: str, document_id: str, indexed: IndexedDocument, caller: Owner, parts: Parts
) -> None:
    """Put a document's passages into an index that is being built."""
    await parts.catalogue.take_in(generation, document_id, indexed)


@router.post("/knowledge/generations/{generation}/activate", status_code=204)
async def activate(generation: str, caller: Owner, parts: Parts) -> None:
    """Read from this index from now on; the one before is deleted."""
    await parts.index.activate(generation)
