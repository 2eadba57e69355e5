"""Owns a product's way into rows and back. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from appliance.contract.products import Product, Variant
from appliance.core.language import fold
from appliance.knowledge.products.tables import ProductRow, VariantRow
from appliance.knowledge.products.words.stems import code, described_stems, head_stems, name_stems

CENTS = Decimal(100)
# A parent in a feed lists every value its variants may have.
_BETWEEN_VALUES = (", ", "|", ";")


Columns = dict[str, Any]


def product_columns(document_id: str, product: Product, language: str) -> Columns:
    """The columns of ProductRow, without its id."""
    named = name_stems(product.name, language)
    brand, category = (name_stems(text or "", language) for text in (product.brand, product.category))
    prices = [hundredths(variant.price) for variant in product.variants if variant.price is not None]
    return product.model_dump(exclude={"variants"}) | {
        "document_id": document_id,
        "language": language,
        "price_min": min(prices, default=None),
        "price_max": max(prices, default=None),
        "name_stems": f" {' '.join(named)} ",
        "name_words": len(set(named)),
        "stems": " ".join((*named, *brand, *category)),
        "heads": f" {' '.join((*brand, *head_stems(product.category or '', language)))} ",
        "said": " ".join(described_stems(product.description, language)),
    }


def variant_columns(product_id: int, product: Product) -> Iterator[Columns]:
    """The columns of VariantRow; a product without variants has one all the same, so that it is found."""
    for at, variant in enumerate(product.variants or (Variant(),)):
        yield variant.model_dump() | {
            "product_id": product_id,
            "position": at,
            "code": code(variant.sku) if variant.sku else None,
            "price": _known(variant.price),
            "regular_price": _known(variant.regular_price),
            "in_stock": _in_stock(variant),
            "choices": _choices(product.attributes, variant),
        }


def product_of(row: ProductRow, variants: Iterable[VariantRow]) -> Product:
    return Product(
        key=row.key, name=row.name, description=row.description, brand=row.brand, category=row.category, url=row.url,
        image=row.image, currency=row.currency, attributes=row.attributes,
        variants=tuple(variant_of(variant) for variant in variants),
    )  # fmt: skip


def variant_of(row: VariantRow) -> Variant:
    return Variant(
        sku=row.sku, name=row.name, attributes=row.attributes, price=_amount(row.price),
        regular_price=_amount(row.regular_price), stock=row.stock, in_stock=row.in_stock,
    )  # fmt: skip


def hundredths(amount: Decimal) -> int:
    return int((amount * CENTS).to_integral_value(ROUND_HALF_UP))


def values(text: str) -> list[str]:
    """`Blue, Green, Red` as three."""
    for sign in _BETWEEN_VALUES:
        text = text.replace(sign, "\n")
    return [value.strip() for value in text.split("\n") if value.strip()]


def _known(amount: Decimal | None) -> int | None:
    return None if amount is None else hundredths(amount)


def _amount(cents: int | None) -> Decimal | None:
    return None if cents is None else Decimal(cents) / CENTS


def _in_stock(variant: Variant) -> bool | None:
    if variant.in_stock is None and variant.stock is not None:
        return variant.stock > 0
    return variant.in_stock


def _choices(shared: Mapping[str, str], variant: Variant) -> str:
    """The variant's own attributes, those of its product that it says nothing of, and its name when it has none."""
    own = {fold(name): [value] for name, value in variant.attributes.items()}
    if not own and variant.name:
        own = {"": [part.strip() for part in variant.name.split("/")]}
    every = {fold(name): values(value) for name, value in shared.items()} | own
    pairs = [f"{name}={fold(value)}".replace("|", " ") for name, there in every.items() for value in there if value]
    return f"|{'|'.join(pairs)}|" if pairs else ""
