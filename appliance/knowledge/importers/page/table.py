"""Owns the tables of a page: which hold values and which only lay text out, and the cells of the former."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from appliance.contract.knowledge import Place
from appliance.knowledge.importers.page.tree import Measure, words
from appliance.knowledge.importers.reading import Block
from appliance.knowledge.importers.tables import rows as table_rows
from appliance.knowledge.importers.tables.grid import COLUMNS_MAX, ROWS_MAX, Row

LAYOUT_WORDS = 60


def holds_values(table: LexborNode, held: Measure) -> bool:
    if held.tables or held.headed:
        return False
    cells = table.css("th, td")
    side_by_side = any(len(row.css("th, td")) > 1 for row in table.css("tr"))
    return side_by_side and all(len(words(cell).split()) <= LAYOUT_WORDS for cell in cells)


def blocks(table: LexborNode, path: tuple[str, ...], place: Place) -> list[Block]:
    """Its rows, under its caption."""
    caption = words(table.css_first("caption"))
    lines = table.css("tr")[:ROWS_MAX]
    rows = [Row(cells, place) for cells in _spread(lines) if any(cells)]
    heads = [line for line in lines if line.css_first("td") is None and words(line)]
    if heads and heads[0].mem_id == next((line.mem_id for line in lines if words(line)), None):
        return table_rows.blocks(rows[1:], (*path, caption) if caption else path, rows[0].cells)
    return table_rows.blocks(rows, (*path, caption) if caption else path)


def _spread(lines: list[LexborNode]) -> list[tuple[str, ...]]:
    """The words of each row's cells; a cell over several rows is said in each, one over several columns once."""
    result: list[tuple[str, ...]] = []
    below: dict[int, tuple[int, str]] = {}
    for line in lines:
        cells: list[str] = []
        for cell in [*line.css("th, td"), None]:
            while (held := below.get(len(cells))) is not None:
                below[len(cells)] = (held[0] - 1, held[1])
                if held[0] == 1:
                    del below[len(cells)]
                cells.append(held[1])
            if cell is None or len(cells) > COLUMNS_MAX:
                break
            said, down, across = words(cell), _number(cell, "rowspan"), _number(cell, "colspan")
            if down > 1:
                below[len(cells)] = (down - 1, said)
            cells += [said, *[""] * (across - 1)]
        result.append(tuple(cells))
    return result


def _number(cell: LexborNode, name: str) -> int:
    said = cell.attributes.get(name) or "1"
    return max(1, min(int(said), COLUMNS_MAX)) if said.isdecimal() else 1
