"""Owns the cells of a table in a Word document, merged ones filled in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from appliance.knowledge.importers.tables.grid import COLUMNS_MAX, Row
from appliance.knowledge.importers.word.paragraph import W, words

# Cells as long as these hold a page's layout, not values.
LAYOUT_WORDS = 40


def cells(table: Any) -> Iterator[list[Any]]:
    """The cells of each row as elements; a cell that goes on below stands in each of its rows."""
    above: list[Any] = []
    for row in _inside(table, "tr"):
        current: list[Any] = []
        for cell in _inside(row, "tc"):
            at = len(current)
            merged = cell.find(f"{W}tcPr/{W}vMerge")
            goes_on = merged is not None and merged.get(f"{W}val", "continue") == "continue" and at < len(above)
            current += [above[at] if goes_on else cell] * _span(cell)
        above = current[:COLUMNS_MAX]
        yield above


def rows(table: Any) -> list[Row]:
    """The rows in words; of a cell over several columns only the first of them says it."""
    result = []
    for line in cells(table):
        told = [_text(cell) if cell is not before else "" for before, cell in zip([None, *line], line, strict=False)]
        result.append(Row(tuple(told)))
    return result


def is_layout(table: Any) -> bool:
    """True for a table that only puts text side by side."""
    lines = list(cells(table))
    nested = table.find(f".//{W}tc//{W}tbl") is not None
    return nested or len(lines) == 1 or any(len(_text(cell).split()) > LAYOUT_WORDS for line in lines for cell in line)


def _text(cell: Any) -> str:
    said = (words(paragraph).seen for paragraph in cell.iter(f"{W}p"))
    return " ".join(" ".join(filter(None, said)).split())


def _span(cell: Any) -> int:
    found = cell.find(f"{W}tcPr/{W}gridSpan")
    number = found.get(f"{W}val", "1") if found is not None else "1"
    return min(int(number), COLUMNS_MAX) if number.isdecimal() and int(number) else 1


def _inside(node: Any, name: str) -> Iterator[Any]:
    """The direct children of that name, also inside content controls."""
    for child in node:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _inside(child, name)
