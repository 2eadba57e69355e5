"""Owns WooCommerce's product export: variations stand in rows of their own and name their parent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from appliance.contract.products import Product, Variant
from appliance.knowledge.importers.reading import Reading
from appliance.knowledge.importers.tables import money
from appliance.knowledge.importers.tables.grid import Row
from appliance.knowledge.importers.tables.records import Record, columns, records
from appliance.knowledge.importers.tables.shelf import Item, left_out, plain, shelf

# The export is written in the language of the shop's own pages: English and German names of its columns.
_TYPE = ("type", "typ")
_SKU = ("sku", "artikelnummer")
_NAME = ("name",)
_PARENT = ("parent", "ubergeordnetes produkt")
_PUBLISHED = ("published", "veroffentlicht")
_VISIBILITY = ("visibility in catalog", "sichtbarkeit im katalog")
_SALE = ("sale price", "angebotspreis")
_REGULAR = ("regular price", "regularer preis")
_SALE_DATES = (
    "date sale price starts", "date sale price ends",
    "datum, an dem angebotspreis beginnt", "datum, an dem angebotspreis endet",
)  # fmt: skip
_SHORT, _LONG = ("short description", "kurzbeschreibung"), ("description", "beschreibung")
_IN_STOCK, _STOCK = ("in stock?", "vorratig?"), ("stock", "lager", "lagerbestand")
_CATEGORIES, _BRANDS, _IMAGES = ("categories", "kategorien"), ("brands", "marken"), ("images", "bilder")
_ATTRIBUTE = re.compile(r"^attribute? (\d+) name$")
_HIDDEN = frozenset(("hidden", "versteckt", "verborgen"))


def read(rows: Sequence[Row]) -> Reading | None:
    """The products of such an export; None when it is none."""
    header = columns(rows)
    if not all(any(name in header for name in names) for names in (_TYPE, _SKU, _NAME, _PARENT, _REGULAR)):
        return None
    everything = list(records(rows))
    mains = [one for one in everything if not _is_variation(one)]
    shown = [one for one in mains if _is_shown(one)]
    items = [_item(one, [child for child in everything if _belongs(child, one)]) for one in shown if one.get(*_NAME)]
    return shelf(items).noting(*left_out([one.get(*_NAME) for one in mains if not _is_shown(one)]))


def _is_variation(record: Record) -> bool:
    return "variation" in record.get(*_TYPE).lower()


def _belongs(record: Record, parent: Record) -> bool:
    """A variation names its parent's SKU, or `id:44` when that has none."""
    named = record.get(*_PARENT)
    known = (parent.get(*_SKU), f"id:{parent.get('id')}")
    return bool(named) and named in known and _is_variation(record) and not record.says_no(*_PUBLISHED)


def _is_shown(record: Record) -> bool:
    return not record.says_no(*_PUBLISHED) and record.get(*_VISIBILITY).casefold() not in _HIDDEN


def _item(record: Record, children: Sequence[Record]) -> Item:
    variants = [_variant(child) for child in children] or [_variant(record)]
    product = Product(
        key=record.get(*_SKU) or record.get("id", *_NAME),
        name=plain(record.get(*_NAME)),
        description=plain(" ".join(filter(None, (record.get(*_SHORT), record.get(*_LONG))))),
        brand=record.get(*_BRANDS) or None,
        category=record.get(*_CATEGORIES) or None,
        image=record.get(*_IMAGES).split(",")[0].strip() or None,
        attributes=dict(_attributes(record)),
        variants=tuple(variants),
    )
    places = {one.name: child.place for one, child in zip(variants, children, strict=False)}
    return Item(product, record.place, places)


def _variant(record: Record) -> Variant:
    attributes = dict(_attributes(record)) if _is_variation(record) else {}
    regular, sale = money.amount_of(record.get(*_REGULAR)), money.amount_of(record.get(*_SALE))
    # A sale with dates may be over or not have begun when it is asked for: what always holds is told.
    on_sale = sale is not None and not record.get(*_SALE_DATES)
    stock = record.get(*_STOCK)
    return Variant(
        sku=record.get(*_SKU) or None,
        name=" / ".join(attributes.values()),
        attributes=attributes,
        price=sale if on_sale else regular,
        regular_price=regular if on_sale else None,
        stock=int(stock) if stock.isdecimal() else None,
        in_stock=not record.says_no(*_IN_STOCK) if record.get(*_IN_STOCK) else None,
    )


def _attributes(record: Record) -> Iterator[tuple[str, str]]:
    for column, name in record.cells.items():
        if name and (found := _ATTRIBUTE.match(column)):
            at = found[1]
            value = record.get(f"attribute {at} value(s)", f"attribut {at} wert(e)")
            if value:
                yield name, value
