"""Owns the box's state for the owner and the technician: status, conversations."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from appliance.api.access import Owner
from appliance.api.services import Parts
from appliance.contract.chat import ConversationSummary
from appliance.contract.status import BoxStatus

router = APIRouter(prefix="/v1", tags=["box"])
Limit = Annotated[int, Query(ge=1, le=500)]


@router.get("/status")
async def status(caller: Owner, parts: Parts) -> BoxStatus:
    """Is it answering, how are its processes, what happened today."""
    return await parts.status.box()


@router.get("/conversations")
async def conversations(caller: Owner, parts: Parts, limit: Limit = 20) -> list[ConversationSummary]:
    """The latest questions, newest first."""
    return await parts.conversations.latest(limit)
