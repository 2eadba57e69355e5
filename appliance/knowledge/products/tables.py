"""Owns the tables of products and of their variants."""

from __future__ import annotations

from sqlalchemy import JSON, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from appliance.core.database import Table


class ProductRow(Table):
    """A product as one document tells it. Prices are hundredths of its currency.

    `name_stems` are the stems of all words of its name, between spaces; `name_words` counts them. `stems` adds brand
    and category and is what a question's words are looked up in; `said` holds those of the description. `heads` are
    what it may be called besides its name: its brand, and what its category is of (`Kayaking Gear` is gear).
    """

    __tablename__ = "products"
    # Ids are never used twice: the newest id and the number of rows tell whether anything has changed.
    __table_args__ = (Index("products_document", "document_id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"))
    key: Mapped[str]
    name: Mapped[str]
    brand: Mapped[str | None]
    category: Mapped[str | None]
    description: Mapped[str] = mapped_column(Text)
    url: Mapped[str | None]
    image: Mapped[str | None]
    currency: Mapped[str | None]
    attributes: Mapped[dict[str, str]] = mapped_column(JSON)
    language: Mapped[str]
    price_min: Mapped[int | None]
    price_max: Mapped[int | None]
    name_stems: Mapped[str]
    name_words: Mapped[int]
    stems: Mapped[str] = mapped_column(Text)
    heads: Mapped[str] = mapped_column(default="")
    said: Mapped[str] = mapped_column(Text)


class VariantRow(Table):
    """What can be bought: every product has at least one. `choices` holds its attributes with the product's own.

    `choices` reads `|size=m|color=dark blue|`, folded; `in_stock` is None when nobody knows.
    """

    __tablename__ = "product_variants"
    __table_args__ = (Index("product_variants_product", "product_id"), Index("product_variants_code", "code"))

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id", ondelete="CASCADE"))
    position: Mapped[int]
    sku: Mapped[str | None]
    code: Mapped[str | None]
    name: Mapped[str]
    attributes: Mapped[dict[str, str]] = mapped_column(JSON)
    price: Mapped[int | None]
    regular_price: Mapped[int | None]
    stock: Mapped[int | None]
    in_stock: Mapped[bool | None]
    choices: Mapped[str] = mapped_column(Text)
