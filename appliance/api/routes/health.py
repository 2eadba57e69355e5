"""Owns whether this process lives and whether it can answer."""

from __future__ import annotations

from fastapi import APIRouter, Response

from appliance.api.access import Anybody
from appliance.api.services import Parts

router = APIRouter(tags=["health"])


@router.get("/livez")
async def livez(caller: Anybody) -> dict[str, bool]:
    """This process answers."""
    return {"alive": True}


@router.get("/readyz")
async def readyz(caller: Anybody, parts: Parts, response: Response) -> dict[str, bool | str]:
    """Visitors' questions can be answered; 503 with the reason while they cannot."""
    missing = await parts.status.ready()
    if missing is None:
        return {"ready": True}
    response.status_code = 503
    return {"ready": False, "reason": missing}
