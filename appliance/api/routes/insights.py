"""Owns the addresses of figures for the owner."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from appliance.api.access import Owner
from appliance.api.services import Parts
from appliance.contract.insights import AnswerFigures, AnswerTrace

router = APIRouter(prefix="/v1/insights", tags=["insights"])
Since = Annotated[str, Query(max_length=40, description="UTC, ISO 8601: 2026-11-01 or 2026-11-01T09:00.")]


@router.get("/answers")
async def answer_figures(caller: Owner, parts: Parts, since: Since = "") -> AnswerFigures:
    """How often each rung answered, how fast, and how questions ended."""
    return await parts.answer_log.figures(since)


@router.get("/traces", response_model=list[AnswerTrace])
async def latest_traces(caller: Owner, parts: Parts, limit: Annotated[int, Query(ge=1, le=2_000)] = 50) -> Response:
    """The latest answers step by step, newest first, without a word of what was said."""
    return Response(await parts.answer_log.latest(limit), media_type="application/json")
