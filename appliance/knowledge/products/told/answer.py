"""Owns which words, sources and cards an answer about found products is made of. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from appliance.contract.chat import Source
from appliance.contract.retrieval import ProductsAnswer
from appliance.knowledge.products.asked.understanding import Understood
from appliance.knowledge.products.told.wording import Teller, attributes_of, available
from appliance.knowledge.products.values import FoundProduct, Order, ProductsFound


def told(wanted: Understood, found: ProductsFound, teller: Teller) -> ProductsAnswer | None:
    """The answer; None when the table lacks what is asked for: then documents may know it."""
    products = found.products
    if wanted.price and not any(one.price is not None for each in products for one in each.variants):
        return None
    if wanted.asked_for:
        return _attributes(wanted, products, teller)
    parts = [*teller.notes(wanted.filters.all_words, products), _said(wanted, found, teller)]
    if wanted.stock and all(available(one) is None for one in products):
        parts.append(teller.say("stock_unknown"))
    return composed(" ".join(part for part in parts if part), products, teller)


def composed(text: str, products: Sequence[FoundProduct], teller: Teller) -> ProductsAnswer:
    """An answer with the documents that say so and a card for each product."""
    place = products[0].product.name if len(products) == 1 else ""
    sources = [
        Source(title=one.document, place=place, document_id=one.document_id, url=one.document_url) for one in products
    ]
    return ProductsAnswer(text, tuple(dict.fromkeys(sources)), tuple(teller.card(one) for one in products))


def _said(wanted: Understood, found: ProductsFound, teller: Teller) -> str:
    filters, products = wanted.filters, found.products
    asked = teller.asked(filters)
    if filters.order in (Order.CHEAPEST, Order.DEAREST):
        return teller.say(filters.order, what=asked, list=teller.listed(products, stock=wanted.stock))
    if found.total > 1:
        listed = teller.listed(products, found.total, stock=wanted.stock)
        return teller.say("found", count=found.total, what=asked, list=listed)
    one = products[0]
    if filters.narrow and not filters.called:
        return teller.say("found_one", what=asked, list=teller.listed(products, stock=True))
    return teller.product(one)


def _attributes(wanted: Understood, products: Sequence[FoundProduct], teller: Teller) -> ProductsAnswer | None:
    """`Hoodie: Size: S, M, L.` for the first products that have the attribute."""
    having = [one for one in products if attributes_of(one).intersection(wanted.asked_for)]
    if not having:
        return None
    lines = [f"{one.product.name}: {teller.choices(one, wanted.asked_for)}." for one in having]
    return composed("\n".join(lines), having, teller)
