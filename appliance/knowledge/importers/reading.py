"""Owns what an importer makes of a file: blocks of text, each with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from appliance.contract.knowledge import NOWHERE, Note, Place
from appliance.contract.products import Product

ITEM_WORDS = 6


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text under one heading path, outermost heading first.

    A block that is `whole` says one thing by itself (a table row, a question with its answer) and is
    never joined with its neighbours. An `item` stands in a list.
    """

    heading: tuple[str, ...]
    text: str
    whole: bool = False
    place: Place = NOWHERE
    also: str = ""
    item: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as an importer understood it. The title is empty when the document names none.

    `structured` holds what a page says of itself for machines: its JSON-LD objects.
    """

    title: str
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    products: tuple[Product, ...] = ()
    structured: tuple[Mapping[str, Any], ...] = ()

    def noting(self, *notes: Note) -> Reading:
        """The same reading with more for the owner to know."""
        return replace(self, notes=(*self.notes, *notes))


class HeadingPath:
    """Follows headings while a document is read from top to bottom."""

    def __init__(self) -> None:
        self._levels: list[tuple[int, str]] = []
        self._told = 0

    def enter(self, level: int, text: str, told: int = 0) -> None:
        """A heading of this level begins; deeper and equal ones end. `told` counts the blocks above it."""
        self._levels = [(above, title) for above, title in self._levels if above < level]
        self._levels.append((level, text))
        self._told = told

    def alone(self, level: int, told: int, place: Place = NOWHERE) -> list[Block]:
        """The last heading as text, when it says something and no block stands under it; one of `level` begins now."""
        if not self._levels or told > self._told or level > self._levels[-1][0]:
            return []
        *above, text = self.path
        says_something = any(map(str.isdigit, text)) or len(text.split()) >= ITEM_WORDS
        return [Block(tuple(above), text, place=place)] if says_something else []

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(text for _, text in self._levels)


def joined(readings: Sequence[Reading]) -> Reading:
    """Several readings of one document one after the other; the first title counts."""
    return Reading(
        title=next(filter(None, (one.title for one in readings)), ""),
        blocks=tuple(block for one in readings for block in one.blocks),
        notes=tuple(note for one in readings for note in one.notes),
        products=tuple(product for one in readings for product in one.products),
        structured=tuple(said for one in readings for said in one.structured),
    )


def row_text(header: list[str], cells: list[str]) -> str:
    """A table row that can be read alone: `Flat fix: Price $22, Time while you wait`."""
    first, *rest = cells
    names = header[1:] if len(header) == len(cells) else [""] * len(rest)
    told = [f"{name} {cell}".strip() for name, cell in zip(names, rest, strict=True) if cell]
    return f"{first}: {', '.join(told)}" if told else first


def says_one_thing(item: str) -> bool:
    """True for a list item that is a sentence of its own; shorter ones mean something only together."""
    return len(item.split()) >= ITEM_WORDS and item.endswith((".", "!"))
