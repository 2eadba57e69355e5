"""Owns the addresses of the shop's website: setting it, reading it, taking a reading back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, UploadFile
from pydantic import Json

from appliance.api.access import Owner
from appliance.api.services import Parts
from appliance.contract.jobs import Job
from appliance.contract.knowledge import Unreadable
from appliance.contract.website import (
    HandedPage,
    KnownPage,
    OpenReading,
    ReadAddress,
    ReadingReport,
    Website,
    WebsiteReading,
    WebsiteWish,
)
from appliance.knowledge.documents.catalogue import DOCUMENT_MAX_BYTES

router = APIRouter(prefix="/v1/knowledge/website", tags=["website"])


@router.get("")
async def website(caller: Owner, parts: Parts) -> Website:
    """The website's address, how often it is read, and what the last reading changed."""
    return await parts.website.look()


@router.put("")
async def set_website(wish: WebsiteWish, caller: Owner, parts: Parts) -> Website:
    """Set the address; pages of another website are forgotten. It is read at the next time, or when asked for."""
    return await parts.website.set(wish)


@router.delete("", status_code=204)
async def forget(caller: Owner, parts: Parts) -> None:
    """Forget the website and all its pages: they are not quoted any more."""
    await parts.website.forget()


@router.post("/read", status_code=202)
async def read(caller: Owner, parts: Parts) -> Job:
    """Read the website now; a reading that is under way is returned instead of a second one."""
    return await parts.website.read_now()


@router.post("/undo")
async def undo(caller: Owner, parts: Parts) -> Website:
    """Take back what the last reading changed, for thirty days or until the next one."""
    return await parts.website.undo()


@router.get("/pages")
async def pages(caller: Owner, parts: Parts) -> list[KnownPage]:
    """The pages as the website showed them last, for the worker that compares."""
    return await parts.website.readings.known()


@router.post("/readings", status_code=201)
async def begin(what: ReadAddress, caller: Owner, parts: Parts) -> OpenReading:
    """Open a reading to hand pages in to, or go on with the one that is open; sent by the worker."""
    return OpenReading(id=await parts.website.begin(what.address))


@router.post("/readings/{reading_id}/pages", status_code=204)
async def take(
    reading_id: str, page: Annotated[Json[HandedPage], Form()], file: UploadFile, caller: Owner, parts: Parts
) -> None:
    """Take in a page that is new or has changed, and queue its reading; sent by the worker."""
    await parts.website.readings.take(reading_id, page, await file.read(DOCUMENT_MAX_BYTES + 1))


@router.post("/readings/{reading_id}/finish")
async def finish(reading_id: str, report: ReadingReport, caller: Owner, parts: Parts) -> WebsiteReading:
    """Close a reading: pages that are gone are forgotten; what changed is returned. Sent by the worker."""
    return await parts.website.finish(reading_id, report)


@router.put("/problem", status_code=204)
async def note_problem(why: Unreadable, caller: Owner, parts: Parts) -> None:
    """Keep why the website could not be read; sent by the worker that tried."""
    await parts.website.note_problem(why.problem)


@router.post("/tidy", status_code=204)
async def tidy(caller: Owner, parts: Parts) -> None:
    """Let go of earlier pages that cannot be taken back any more; sent by the worker."""
    await parts.website.readings.tidy()
