"""Owns products as typed things: what a feed, a table or a page says of what the shop sells."""

from __future__ import annotations

from decimal import Decimal

from pydantic import Field

from appliance.contract.model import Value


class Variant(Value):
    """One thing that can be bought. Prices are in the product's currency; `stock` counts pieces, None is unknown."""

    sku: str | None = None
    name: str = Field(default="", description="What tells it from its siblings: 'M / red'; empty when there is one.")
    attributes: dict[str, str] = Field(default_factory=dict, description="Size, colour… as the feed names them.")
    price: Decimal | None = Field(default=None, ge=0)
    regular_price: Decimal | None = Field(default=None, ge=0, description="The price before a sale.")
    stock: int | None = None
    in_stock: bool | None = None


class Product(Value):
    """One product with its variants. `key` names it within its document: a handle, an SKU or a URL."""

    key: str = Field(min_length=1)
    name: str = Field(min_length=1)
    description: str = ""
    brand: str | None = None
    category: str | None = None
    url: str | None = None
    image: str | None = None
    currency: str | None = None
    attributes: dict[str, str] = Field(default_factory=dict)
    variants: tuple[Variant, ...] = ()


class KnownProduct(Value):
    """A product with the document that says so."""

    document_id: str
    document: str = Field(description="The document's title.")
    product: Product
