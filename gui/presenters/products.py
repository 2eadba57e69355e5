"""Owns what the shop sells, in words: name, price, whether it is in stock, and which document says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from appliance.contract.products import KnownProduct, Product
from gui.presenters.money import span
from gui.translation import counted, tr


@dataclass(frozen=True, slots=True)
class ProductView:
    """One row. `lowest` is for sorting, the words beside it for reading; `about` is shown on hover."""

    id: str
    name: str
    price: str
    lowest: Decimal
    stock: str
    document: str
    about: str


def headings() -> tuple[str, ...]:
    return (tr("Product"), tr("Price"), tr("In stock"), tr("Document"))


def product_views(products: Sequence[KnownProduct], currency: str) -> tuple[ProductView, ...]:
    """`currency` is the shop's own, for products whose document names none."""
    return tuple(_view(known, currency) for known in products)


def summary(known: int, shown: int, words: str) -> str:
    """One line: how many there are, and how many of them are shown."""
    if not known:
        return ""
    all_of_them = counted(known, tr("1 product in your documents."), tr("{n} products in your documents."))
    if words and not shown:
        return tr("{all} None of them holds these words.").format(all=all_of_them)
    if words or shown < known:
        return tr("{all} {shown} shown.").format(all=all_of_them, shown=shown)
    return all_of_them


def _view(known: KnownProduct, currency: str) -> ProductView:
    product = known.product
    prices = [variant.price for variant in product.variants if variant.price is not None]
    return ProductView(
        id=f"{known.document_id} {product.key}",
        name=product.name,
        price=span(min(prices), max(prices), product.currency or currency) if prices else "–",
        lowest=min(prices, default=Decimal(0)),
        stock=_stock(product),
        document=known.document,
        about=_about(product),
    )


def _stock(product: Product) -> str:
    variants = product.variants
    counts = [variant.stock for variant in variants if variant.stock is not None]
    if counts and len(counts) == len(variants):
        total = sum(counts)
        return counted(total, tr("1 piece"), tr("{n} pieces")) if total > 0 else tr("out of stock")
    known = {variant.in_stock for variant in variants}
    if True in known or any(count > 0 for count in counts):
        return tr("in stock")
    return tr("out of stock") if known == {False} else "–"


def _about(product: Product) -> str:
    names = [variant.name for variant in product.variants if variant.name]
    parts = (product.brand or "", product.category or "", ", ".join(names[:10]))
    return " · ".join(part for part in parts if part)
