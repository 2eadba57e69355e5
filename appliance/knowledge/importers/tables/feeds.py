"""Owns telling a shop program's export from any other table, and reading either."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from appliance.knowledge.importers.reading import Reading
from appliance.knowledge.importers.tables import price_list, shopify, woocommerce
from appliance.knowledge.importers.tables.grid import Row

FEEDS: tuple[Callable[[Sequence[Row]], Reading | None], ...] = (woocommerce.read, shopify.read)
"""Each returns None when the rows are not in its layout."""


def read(rows: Sequence[Row], path: tuple[str, ...] = ()) -> Reading:
    """What a sheet says: the products of a feed, or the rows of any table."""
    for feed in FEEDS:
        if (reading := feed(rows)) is not None:
            return reading
    return price_list.read(rows, path)
