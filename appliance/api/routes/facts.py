"""Owns the addresses of the shop's typed facts: the body, its history, what documents propose, what expires."""

from __future__ import annotations

from fastapi import APIRouter

from appliance.api.access import Owner
from appliance.api.services import Parts
from appliance.contract.facts import ExpiringFact, FactProposal, ShopFacts

router = APIRouter(prefix="/v1/facts", tags=["facts"])


@router.get("")
async def facts(caller: Owner, parts: Parts) -> ShopFacts:
    """The shop's typed facts."""
    return await parts.facts.read()


@router.put("")
async def save_facts(facts: ShopFacts, caller: Owner, parts: Parts) -> ShopFacts:
    """Replace the shop's typed facts; they answer at once. The last twenty states before can be gone back to."""
    return await parts.fact_editor.save(facts)


@router.post("/undo")
async def undo(caller: Owner, parts: Parts) -> ShopFacts:
    """Go back to the facts before the last change, saved or confirmed; further with every call."""
    return await parts.fact_editor.undo()


@router.get("/expiring")
async def expiring(caller: Owner, parts: Parts) -> list[ExpiringFact]:
    """Facts that have expired and answer no more, and those that will within two weeks; the oldest first."""
    return await parts.fact_editor.expiring()


@router.get("/proposals")
async def proposals(caller: Owner, parts: Parts, dismissed: bool = False) -> list[FactProposal]:
    """What documents say beside the facts or against them, contradictions first; or what was turned down."""
    return await parts.fact_editor.proposals(dismissed=dismissed)


@router.post("/proposals/{proposal_id}/confirm")
async def confirm(proposal_id: str, caller: Owner, parts: Parts) -> ShopFacts:
    """Take a proposal into the facts; POST /v1/facts/undo takes it out again."""
    return await parts.fact_editor.confirm(proposal_id)


@router.post("/proposals/{proposal_id}/dismiss", status_code=204)
async def dismiss(proposal_id: str, caller: Owner, parts: Parts) -> None:
    """Turn a proposal down for good, whichever document says it again."""
    await parts.fact_editor.dismiss(proposal_id)


@router.post("/proposals/{proposal_id}/reopen", status_code=204)
async def reopen(proposal_id: str, caller: Owner, parts: Parts) -> None:
    """Take back that a proposal was turned down."""
    await parts.fact_editor.reopen(proposal_id)


@router.post("/refresh", status_code=204)
async def refresh(caller: Owner, parts: Parts) -> None:
    """Take what has expired out of what questions find; asked daily by the scheduler."""
    await parts.fact_editor.refresh()
