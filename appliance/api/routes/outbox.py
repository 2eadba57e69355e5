"""Owns the outbox seen from outside: what waits to leave the box, what was given up, trying again."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from appliance.api.access import Owner
from appliance.api.services import Parts
from appliance.contract.outbox import OutboxRow, OutboxState

router = APIRouter(prefix="/v1/outbox", tags=["outbox"])


@router.get("")
async def outbox(
    caller: Owner, parts: Parts, limit: Annotated[int, Query(ge=1, le=500)] = 50, state: OutboxState | None = None
) -> list[OutboxRow]:
    """The latest things to send, newest first; each says where it stands and why."""
    return await parts.outbox.latest(limit, state)


@router.post("/{row_id}/replay")
async def replay(row_id: str, caller: Owner, parts: Parts) -> OutboxRow:
    """Try to send it again from now on, also what was given up."""
    return await parts.outbox.replay(row_id)
