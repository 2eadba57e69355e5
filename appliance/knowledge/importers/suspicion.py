"""Owns finding text that speaks to an assistant instead of to customers, and leaving it out. Pure.

A document says what is so; it never says what the assistant shall do. What tries to is shown to the owner and
neither indexed nor quoted, so that it cannot be obeyed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from appliance.contract.knowledge import Note, NoteCode
from appliance.contract.products import Product, Variant
from appliance.knowledge.importers.orders import ADDRESSED
from appliance.knowledge.importers.reading import Block, Reading

# Marks of no width and turns of direction: they hide words from people and from the search below.
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]")
_END = re.compile(r"[.!?…]+[\"”’)]*(?=\s)|\n")
QUOTES_MAX, QUOTE_CHARS = 3, 200


def cleaned(reading: Reading) -> Reading:
    """The reading without invisible marks and without what speaks to an assistant, with a note that quotes it."""
    found: list[str] = []
    blocks = tuple(block for one in reading.blocks for block in _block(one, found))
    products = tuple(product for one in reading.products for product in _product(one, found))
    things = tuple(thing for thing in reading.structured if not ADDRESSED.search(seen(json.dumps(thing, default=str))))
    title = _told(reading.title, found)
    clean = replace(reading, title=title, blocks=blocks, products=products, structured=things)
    return clean.noting(*_note(found))


def seen(text: str) -> str:
    """The text without marks that nobody sees."""
    return _INVISIBLE.sub("", text)


def _block(block: Block, found: list[str]) -> Iterator[Block]:
    heading = tuple(filter(None, (_told(one, found) for one in block.heading)))
    if text := _told(block.text, found):
        yield replace(block, heading=heading, text=text)


def _told(text: str, found: list[str]) -> str:
    kept, order = _parted(text)
    found += [order] if order else []
    return kept


@lru_cache(maxsize=10_000)  # the same headings stand above many blocks
def _parted(text: str) -> tuple[str, str]:
    """The text up to the first sentence that speaks to an assistant, and the rest, which goes on doing so."""
    text = seen(text)
    order = ADDRESSED.search(text)
    if order is None:
        return text, ""
    ends = [end.end() for end in _END.finditer(text, 0, order.start() + 2)]
    at = ends[-1] if ends else 0
    return text[:at].strip(), text[at:].strip()


def _product(product: Product, found: list[str]) -> Iterator[Product]:
    if not (name := _told(product.name, found)):
        return
    told = {
        "name": name,
        "description": _told(product.description, found),
        "brand": _told(product.brand or "", found) or None,
        "category": _told(product.category or "", found) or None,
        "attributes": _attributes(product.attributes, found),
        "variants": tuple(_variant(one, found) for one in product.variants),
    }
    yield product.model_copy(update=told)


def _variant(variant: Variant, found: list[str]) -> Variant:
    told = {"name": _told(variant.name, found), "attributes": _attributes(variant.attributes, found)}
    return variant.model_copy(update=told)


def _attributes(attributes: dict[str, str], found: list[str]) -> dict[str, str]:
    return {_told(name, found): _told(value, found) for name, value in attributes.items() if _told(value, found)}


def _note(found: list[str]) -> Iterator[Note]:
    if quotes := list(dict.fromkeys(found))[:QUOTES_MAX]:
        quoted = " … ".join(f"“{' '.join(quote.split())[:QUOTE_CHARS]}”" for quote in quotes)
        detail = f"This speaks to an assistant instead of to customers and was left out: {quoted}"
        yield Note(code=NoteCode.INSTRUCTIONS, detail=detail)
