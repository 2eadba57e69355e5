"""Owns the addresses of leads: visitors leave them, the owner reads them and marks them handled."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from appliance.api.access import Asker, Owner
from appliance.api.services import Parts, Services
from appliance.contract.leads import Lead, LeadRequest

visitors = APIRouter(prefix="/v1/leads", tags=["leads"])
router = APIRouter(prefix="/v1/leads", tags=["leads, owner"])


@visitors.post("", status_code=201)
async def leave_lead(request: LeadRequest, caller: Asker, parts: Parts) -> Lead:
    """Leave contact details, a wish for a call back or a booking. The same form sent twice is one lead."""
    return await parts.leads.add(request, await _question(request, parts))


@router.get("")
async def leads(
    caller: Owner, parts: Parts, limit: Annotated[int, Query(ge=1, le=500)] = 50, open_only: bool = False
) -> list[Lead]:
    """The latest leads, newest first; with `open_only` those that nobody has handled."""
    return await parts.leads.latest(limit, open_only)


@router.post("/{lead_id}/handled")
async def handled(lead_id: str, caller: Owner, parts: Parts) -> Lead:
    """Mark a lead as handled."""
    return await parts.leads.handle(lead_id, handled=True)


@router.delete("/{lead_id}/handled")
async def not_handled(lead_id: str, caller: Owner, parts: Parts) -> Lead:
    """Take back that a lead was handled."""
    return await parts.leads.handle(lead_id, handled=False)


async def _question(request: LeadRequest, parts: Services) -> str:
    """The words that a lead belongs to. Raises Refused when there is no such question or conversation."""
    if request.question_id:
        return (await parts.desk.state(request.question_id)).question
    conversation_id = request.conversation_id or ""
    await parts.conversation_stream.require(conversation_id)
    history = await parts.conversations.history(conversation_id)
    return history[-1] if history else ""
