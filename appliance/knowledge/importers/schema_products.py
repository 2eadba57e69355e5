"""Owns understanding schema.org's products: offers, variants, availability. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from appliance.contract.products import Product, Variant
from appliance.knowledge.importers.schema_org import Thing, is_a, listed, text_of

VARIANTS_MAX = 200
_KEYS = ("sku", "productID", "productGroupID", "mpn", "gtin13", "gtin", "url", "@id", "name")
_ATTRIBUTES = ("color", "size", "material", "pattern", "weight", "width", "height", "depth")
_THERE = (
    "instock",
    "limitedavailability",
    "instoreonly",
    "onlineonly",
    "backorder",
    "preorder",
    "presale",
    "madetoorder",
)


def products(found: Sequence[Thing]) -> list[Product]:
    """Each product once, by its key; a variant told inside its group is not told again."""
    told = (_product(thing) for thing in found if is_a(thing, "Product", "ProductGroup"))
    return list({product.key: product for product in told if product is not None}.values())


def _product(thing: Thing) -> Product | None:
    name = text_of(thing.get("name"))
    if not name:
        return None
    kinds = [one for one in listed(thing.get("hasVariant")) if isinstance(one, dict)][:VARIANTS_MAX]
    variants = [variant for kind in (kinds or (thing,)) for variant in _variants(kind, name)]
    offers = [offer for one in (thing, *kinds) for offer in _offers(one)]
    return Product(
        key=next(filter(None, (text_of(thing.get(key)) for key in _KEYS))),
        name=name,
        description=text_of(thing.get("description")),
        brand=text_of(thing.get("brand")) or text_of(thing.get("manufacturer")) or None,
        category=text_of(thing.get("category")) or None,
        url=text_of(thing.get("url")) or None,
        image=_image(thing.get("image")),
        currency=next(filter(None, map(_currency, offers)), None),
        attributes=dict(_attributes(thing)),
        variants=tuple(variants[:VARIANTS_MAX]),
    )


def _variants(thing: Thing, product: str) -> Iterator[Variant]:
    """One for each offer; a thing without offers is one thing of unknown price."""
    own = dict(_attributes(thing)) if text_of(thing.get("name")) != product else {}
    offers: list[Thing] = _offers(thing) or [{}]
    for offer in offers:
        name = " / ".join(own.values()) or text_of(offer.get("name")).removeprefix(product).strip(" -–,")
        yield Variant(
            sku=text_of(offer.get("sku")) or text_of(thing.get("sku")) or None,
            name=name if own or len(offers) > 1 else "",
            attributes=own,
            price=_price(offer),
            in_stock=_in_stock(offer),
        )


def _offers(thing: Thing) -> list[Thing]:
    """The offers of a thing; an aggregate one stands for its ends when it names no others."""
    result: list[Thing] = []
    for offer in listed(thing.get("offers"))[:VARIANTS_MAX]:
        if not isinstance(offer, dict):
            continue
        if is_a(offer, "AggregateOffer") and not (inner := listed(offer.get("offers"))):
            ends = dict.fromkeys(filter(None, (text_of(offer.get("lowPrice")), text_of(offer.get("highPrice")))))
            result += [{**offer, "price": end} for end in ends] or [offer]
        elif is_a(offer, "AggregateOffer"):
            result += [{"priceCurrency": offer.get("priceCurrency"), **one} for one in inner if isinstance(one, dict)]
        else:
            result.append(offer)
    return result


def _price(offer: Thing) -> Decimal | None:
    said = text_of(offer.get("price")) or text_of(_specified(offer).get("price"))
    try:
        price = Decimal(said.replace(",", ".") if said.count(",") == 1 and "." not in said else said.replace(",", ""))
    except InvalidOperation:
        return None
    return price if price.is_finite() and price >= 0 else None


def _currency(offer: Thing) -> str | None:
    return text_of(offer.get("priceCurrency")) or text_of(_specified(offer).get("priceCurrency")) or None


def _specified(offer: Thing) -> Thing:
    found = [one for one in listed(offer.get("priceSpecification")) if isinstance(one, dict)]
    return found[0] if found else {}


def _in_stock(offer: Thing) -> bool | None:
    said = text_of(offer.get("availability")).rpartition("/")[2].lower()
    return said in _THERE if said else None


def _image(said: Any) -> str | None:
    first = next(iter(listed(said)), None)
    return (text_of(first.get("url") or first.get("contentUrl")) if isinstance(first, dict) else text_of(first)) or None


def _attributes(thing: Thing) -> Iterator[tuple[str, str]]:
    for name in _ATTRIBUTES:
        if value := text_of(thing.get(name)):
            yield name.capitalize(), value
    for one in listed(thing.get("additionalProperty")):
        if isinstance(one, dict) and (name := text_of(one.get("name"))) and (value := text_of(one.get("value"))):
            yield name, value
