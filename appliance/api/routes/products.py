"""Owns the address of what the shop sells."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from appliance.api.access import Owner
from appliance.api.services import Parts
from appliance.contract.products import KnownProduct

router = APIRouter(prefix="/v1", tags=["products"])
Words = Annotated[str, Query(max_length=200, description="Each must stand in name, brand, category or description.")]
OfDocument = Annotated[str | None, Query(max_length=64, description="Only what this document says.")]
Limit = Annotated[int, Query(ge=1, le=1_000)]


@router.get("/products")
async def products(
    caller: Owner, parts: Parts, words: Words = "", document_id: OfDocument = None, limit: Limit = 100
) -> list[KnownProduct]:
    """What is known of the shop's products, by name, each with the document that says so."""
    return await parts.products.listed(words, document_id, limit)
