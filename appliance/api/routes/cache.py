"""Owns the address of the caches."""

from __future__ import annotations

from fastapi import APIRouter

from appliance.api.access import Owner
from appliance.api.services import Parts
from appliance.contract.cache import CacheReport

router = APIRouter(prefix="/v1", tags=["cache"])


@router.get("/cache")
async def cache(caller: Owner, parts: Parts) -> CacheReport:
    """How often each layer was asked and helped since the box started, and what became of the kept answers."""
    return await parts.caches.report()


@router.delete("/cache")
async def clear(caller: Owner, parts: Parts) -> CacheReport:
    """Forget every kept answer; each is made anew when somebody asks."""
    await parts.caches.clear()
    return await parts.caches.report()
