"""Owns the addresses of what left the box."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from appliance.api.access import Owner
from appliance.api.services import Parts
from appliance.contract.egress import EgressReport, NothingLeaves

router = APIRouter(prefix="/v1/egress", tags=["egress"])


@router.get("")
async def report(caller: Owner, parts: Parts, limit: Annotated[int, Query(ge=0, le=1000)] = 100) -> EgressReport:
    """What left the box: sums of a month's days, and the latest rows of the ledger, newest first."""
    return await parts.egress.report(limit)


@router.put("/nothing-leaves")
async def nothing_leaves(switch: NothingLeaves, caller: Owner, parts: Parts) -> EgressReport:
    """While it is on, no word of a visitor leaves the box, whatever else is switched on."""
    return await parts.egress.let_nothing_leave(switch.on, by=caller.name)
