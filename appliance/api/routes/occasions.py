"""Owns the addresses of incidents and sale days."""

from __future__ import annotations

from fastapi import APIRouter

from appliance.api.access import Owner
from appliance.api.services import Parts
from appliance.contract.occasions import Incident, Occasions, SaleDay

router = APIRouter(prefix="/v1/occasions", tags=["occasions"])


@router.get("")
async def announced(caller: Owner, parts: Parts) -> Occasions:
    """What is planned or going on."""
    return parts.calendar.announced()


@router.put("/incident")
async def announce_incident(incident: Incident, caller: Owner, parts: Parts) -> Occasions:
    """Show it to whoever opens a chat from now on, and answer questions about it with these words."""
    return await parts.calendar.announce("incident", incident)


@router.delete("/incident")
async def end_incident(caller: Owner, parts: Parts) -> Occasions:
    """All is as usual again."""
    return await parts.calendar.call_off("incident")


@router.put("/sale-day")
async def announce_sale(sale_day: SaleDay, caller: Owner, parts: Parts) -> Occasions:
    """Many will come: warm up before, answer shorter meanwhile."""
    return await parts.calendar.announce("sale_day", sale_day)


@router.delete("/sale-day")
async def call_off_sale(caller: Owner, parts: Parts) -> Occasions:
    """Answer as usual."""
    return await parts.calendar.call_off("sale_day")
