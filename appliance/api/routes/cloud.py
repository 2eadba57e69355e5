"""Owns the addresses of the cloud model: its settings, its key, its budget."""

from __future__ import annotations

from fastapi import APIRouter

from appliance.api.access import Owner
from appliance.api.services import Parts
from appliance.contract.cloud import CloudKey, CloudStatus
from appliance.contract.settings import CloudSettings

router = APIRouter(prefix="/v1/cloud", tags=["cloud"])


@router.get("")
async def status(caller: Owner, parts: Parts) -> CloudStatus:
    """Whether a model outside may be asked, what it has cost, what stands in the way, who changed what."""
    return await parts.cloud.status()


@router.put("")
async def change(wanted: CloudSettings, caller: Owner, parts: Parts) -> CloudStatus:
    """Set all of it; in force with the next question. It is switched on only with an address, a key and a price."""
    return await parts.cloud.change(wanted, by=caller.name)


@router.put("/key")
async def keep_key(key: CloudKey, caller: Owner, parts: Parts) -> CloudStatus:
    """Keep the provider's key, sealed. It is never told again, not even here."""
    return await parts.cloud.keep_key(key.key, by=caller.name)


@router.delete("/key")
async def forget_key(caller: Owner, parts: Parts) -> CloudStatus:
    """Forget the provider's key; then nothing is asked outside."""
    return await parts.cloud.forget_key(by=caller.name)
