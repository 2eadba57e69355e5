"""Owns a feed's products put together: as typed things and as text, with what was left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser

from appliance.contract.knowledge import NOWHERE, Note, NoteCode, Place
from appliance.contract.products import Product
from appliance.knowledge.importers.reading import Reading
from appliance.knowledge.importers.tables import told

_NAMED_MAX = 10


@dataclass(frozen=True, slots=True)
class Item:
    """A product, the place of its row, and the places of its variants by their names."""

    product: Product
    place: Place = NOWHERE
    places: Mapping[str, Place] = field(default_factory=dict)


def shelf(items: Sequence[Item]) -> Reading:
    products = tuple(item.product for item in items)
    words = told.words_for(products)
    blocks = [block for item in items for block in told.blocks(item.product, words, item.place, item.places)]
    return Reading("", tuple(blocks), products=products)


def left_out(names: Sequence[str]) -> tuple[Note, ...]:
    """What to tell the owner of products that the shop itself does not show."""
    if not names:
        return ()
    some = ", ".join(filter(None, names[:_NAMED_MAX]))
    more = f" and {len(names) - _NAMED_MAX} more" if len(names) > _NAMED_MAX else ""
    detail = f"Hidden or unpublished in your shop, so not shown to visitors: {some}{more}."
    return (Note(code=NoteCode.LEFT_OUT, detail=detail),)


def plain(text: str) -> str:
    """A description without its HTML, in one line. Exports write line ends as `\\n`."""
    text = text.replace("\\n", " ")
    if "<" in text or "&" in text:
        body = LexborHTMLParser(text).body
        text = body.text(separator=" ") if body is not None else ""
    return " ".join(text.split())
