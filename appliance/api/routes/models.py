"""Owns the addresses of language models: which there are, fetching, adding, using and removing one."""

from __future__ import annotations

from fastapi import APIRouter

from appliance.api.access import Owner
from appliance.api.services import Parts
from appliance.contract.jobs import Job
from appliance.contract.models import LocalFile, Model

router = APIRouter(prefix="/v1/models", tags=["models"])


@router.get("")
async def models(caller: Owner, parts: Parts) -> list[Model]:
    """Every model of the catalogue and every file of the owner's own, with how it stands on this box."""
    return await parts.models.all()


@router.post("/files", status_code=202)
async def add(file: LocalFile, caller: Owner, parts: Parts) -> Job:
    """Take in a GGUF file that lies on this machine; a job copies it and notes its hash."""
    return await parts.models.add(file.path)


@router.post("/{model_id}/download", status_code=202)
async def download(model_id: str, caller: Owner, parts: Parts) -> Job:
    """Fetch a model of the catalogue; it goes on where an earlier attempt stopped."""
    return await parts.models.download(model_id)


@router.post("/{model_id}/use")
async def use(model_id: str, caller: Owner, parts: Parts) -> Model:
    """Answer with this model from now on; the model server starts afresh."""
    return await parts.models.use(model_id)


@router.delete("/{model_id}", status_code=204)
async def remove(model_id: str, caller: Owner, parts: Parts) -> None:
    """Delete a model's file from this machine; the one that is chosen is never deleted."""
    await parts.models.remove(model_id)
