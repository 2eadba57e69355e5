"""Owns Shopify's product export: the rows of one product share its handle, and only the first has a title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from appliance.contract.products import Product, Variant
from appliance.knowledge.importers.reading import Reading
from appliance.knowledge.importers.tables import money
from appliance.knowledge.importers.tables.grid import Row
from appliance.knowledge.importers.tables.records import Record, columns, records
from appliance.knowledge.importers.tables.shelf import Item, left_out, plain, shelf

# Each with the name that newer exports use.
_HANDLE = ("handle", "url handle")
_TITLE = ("title",)
_PRICE = ("variant price", "price")
_COMPARED = ("variant compare at price", "compare-at price", "compare at price")
_SKU = ("variant sku", "sku")
_STOCK = ("variant inventory qty", "inventory quantity")
_SELLS_ON = ("variant inventory policy", "continue selling when out of stock")
_BODY = ("body (html)", "description")
_PUBLISHED = ("published", "published on online store")
_IMAGE = ("image src", "product image url", "variant image")
_CATEGORY = ("type", "product category", "category")
_OPTIONS = ("option1", "option2", "option3")
# What Shopify calls the only variant of a product without options.
_ONLY = "Default Title"


def read(rows: Sequence[Row]) -> Reading | None:
    """The products of such an export; None when it is none."""
    header = columns(rows)
    if not all(any(name in header for name in names) for names in (_HANDLE, _TITLE, _PRICE)):
        return None
    by_handle: dict[str, list[Record]] = {}
    for record in records(rows):
        if handle := record.get(*_HANDLE):
            by_handle.setdefault(handle, []).append(record)
    shown = [same for same in by_handle.values() if _is_shown(same[0])]
    hidden = [same[0].get(*_TITLE, *_HANDLE) for same in by_handle.values() if not _is_shown(same[0])]
    return shelf([_item(same) for same in shown]).noting(*left_out(hidden))


def _is_shown(first: Record) -> bool:
    return not first.says_no(*_PUBLISHED) and first.get("status").casefold() in ("", "active")


def _item(same: Sequence[Record]) -> Item:
    first = same[0]
    names = [first.get(f"{option} name") for option in _OPTIONS]
    sold = [record for record in same if record.get(*_PRICE) or record.get("option1 value")]
    variants = [_variant(record, names) for record in sold]
    product = Product(
        key=first.get(*_HANDLE),
        name=plain(first.get(*_TITLE)) or first.get(*_HANDLE),
        description=plain(first.get(*_BODY)),
        brand=first.get("vendor") or None,
        category=first.get(*_CATEGORY) or None,
        image=next(filter(None, (record.get(*_IMAGE) for record in same)), None),
        variants=tuple(variants),
    )
    return Item(product, first.place, {one.name: record.place for one, record in zip(variants, sold, strict=True)})


def _variant(record: Record, names: Sequence[str]) -> Variant:
    attributes = dict(_attributes(record, names))
    price, compared = money.amount_of(record.get(*_PRICE)), money.amount_of(record.get(*_COMPARED))
    count = record.get(*_STOCK)
    stock = int(count) if count.lstrip("-").isdecimal() else None
    sells_on = record.get(*_SELLS_ON).casefold() in ("continue", "true")
    return Variant(
        sku=record.get(*_SKU).lstrip("'") or None,
        name=" / ".join(attributes.values()),
        attributes=attributes,
        price=price,
        regular_price=compared if compared is not None and price is not None and compared > price else None,
        stock=stock,
        in_stock=None if stock is None else stock > 0 or sells_on,
    )


def _attributes(record: Record, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    for option, name in zip(_OPTIONS, names, strict=True):
        value = record.get(f"{option} value")
        if value and value != _ONLY:
            yield name or option.capitalize(), value
