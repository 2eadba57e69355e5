"""Owns what is asked about products."""

from __future__ import annotations

from urllib.parse import urlencode

from appliance.client.wire import Wire
from appliance.contract.products import KnownProduct


class ProductCalls(Wire):
    """What the shop sells, as its documents tell it."""

    def products(self, words: str = "", document_id: str | None = None, limit: int = 100) -> list[KnownProduct]:
        """By name; with `words` those that hold each of them, with `document_id` those of one document."""
        asked = {"words": words, "limit": limit} | ({"document_id": document_id} if document_id else {})
        return self._list(f"/v1/products?{urlencode(asked)}", KnownProduct)
