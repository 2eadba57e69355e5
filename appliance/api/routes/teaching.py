"""Owns the addresses of gaps, approved answers and golden questions."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from appliance.api.access import Owner
from appliance.api.services import Parts
from appliance.contract.teaching import AnswerRequest, AnswerVersion, ApprovedAnswer, Gap, GoldenQuestion

router = APIRouter(prefix="/v1/knowledge", tags=["teaching"])
Limit = Annotated[int, Query(ge=1, le=500)]


@router.get("/gaps")
async def gaps(caller: Owner, parts: Parts, limit: Limit = 50, dismissed: bool = False) -> list[Gap]:
    """Questions of visitors without a good answer, gathered by what they ask, most asked first."""
    return await parts.gaps.all(limit, dismissed)


@router.post("/gaps/{gap_id}/dismiss")
async def dismiss(gap_id: str, caller: Owner, parts: Parts) -> Gap:
    """Put a gap aside; questions that join it later stay aside too."""
    return await parts.gaps.dismiss(gap_id, wanted=True)


@router.post("/gaps/{gap_id}/restore")
async def restore(gap_id: str, caller: Owner, parts: Parts) -> Gap:
    """Take up a gap again that was put aside."""
    return await parts.gaps.dismiss(gap_id, wanted=False)


@router.get("/answers")
async def answers(caller: Owner, parts: Parts, removed: bool = False) -> list[ApprovedAnswer]:
    """What the owner taught, newest change first; expired answers say so, removed ones come when asked for."""
    return await parts.answers.all(removed)


@router.post("/answers", status_code=201)
async def teach(request: AnswerRequest, caller: Owner, parts: Parts) -> ApprovedAnswer:
    """Teach an answer: it is told at once to whoever asks so. With `gap_id` that gap is closed."""
    return await parts.answers.teach(request, by=caller.role)


@router.get("/answers/{answer_id}")
async def answer(answer_id: str, caller: Owner, parts: Parts) -> ApprovedAnswer:
    """One approved answer."""
    return await parts.answers.get(answer_id)


@router.get("/answers/{answer_id}/history")
async def history(answer_id: str, caller: Owner, parts: Parts) -> list[AnswerVersion]:
    """Everything that was done to an answer, oldest first."""
    return await parts.answers.history(answer_id)


@router.put("/answers/{answer_id}")
async def change(answer_id: str, request: AnswerRequest, caller: Owner, parts: Parts) -> ApprovedAnswer:
    """Replace an answer with its questions; the version before is kept."""
    return await parts.answers.change(answer_id, request, by=caller.role)


@router.delete("/answers/{answer_id}")
async def remove(answer_id: str, caller: Owner, parts: Parts) -> ApprovedAnswer:
    """Tell an answer no more; its gap is open again. Undoing brings it back."""
    return await parts.answers.remove(answer_id, by=caller.role)


@router.post("/answers/{answer_id}/undo")
async def undo(answer_id: str, caller: Owner, parts: Parts) -> ApprovedAnswer:
    """Take back the last change of an answer; undone again, the change before it."""
    return await parts.answers.undo(answer_id, by=caller.role)


@router.get("/golden")
async def golden(caller: Owner, parts: Parts) -> list[GoldenQuestion]:
    """Ask every golden question again and say how it is answered now; those that are lost come first."""
    return await parts.golden.check()
