"""Owns jobs seen from outside: list, look, cancel."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from appliance.api.access import Owner
from appliance.api.services import Parts
from appliance.contract.jobs import Job

router = APIRouter(prefix="/v1/jobs", tags=["jobs"])


@router.get("")
async def jobs(caller: Owner, parts: Parts, limit: Annotated[int, Query(ge=1, le=500)] = 50) -> list[Job]:
    """The latest jobs, newest first."""
    return await parts.jobs.latest(limit)


@router.get("/{job_id}")
async def job(job_id: str, caller: Owner, parts: Parts) -> Job:
    """One job with its progress."""
    return await parts.jobs.get(job_id)


@router.delete("/{job_id}")
async def cancel(job_id: str, caller: Owner, parts: Parts) -> Job:
    """Cancel a queued job now, a running one at its next step."""
    return await parts.jobs.cancel(job_id)
