"""Owns finding tables without lines around them: words that stand below each other across wide gaps. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from appliance.contract.knowledge import Place
from appliance.knowledge.importers.paper.lines import Cell, Line
from appliance.knowledge.importers.tables.grid import VALUE, Row

# A table has a column of short values; where even the narrowest says more than this, it is text in columns.
TEXT_WORDS = 3
# A line further down than this many letter heights belongs to something else.
APART = 3.0


def run_length(lines: Sequence[Line], start: int) -> int:
    """How many lines from `start` on stand in columns; a lone cell counts when columns go on below it."""
    end = start
    for at in range(start, len(lines)):
        line = lines[at]
        if at > start and not 0 <= line.top - lines[at - 1].bottom < APART * line.size:
            break
        if len(line.cells) > 1:
            end = at + 1
        elif at + 1 >= len(lines) or len(lines[at + 1].cells) == 1:
            break
    return end - start if sum(len(line.cells) > 1 for line in lines[start:end]) > 1 else 0


def borders(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """Where the columns stand: the places of all cells of full lines, those that overlap taken together."""
    places = sorted((cell.left, cell.right) for line in lines if len(line.cells) > 1 for cell in line.cells)
    merged: list[tuple[float, float]] = []
    for left, right in places:
        if merged and left <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    return merged


def is_text(columns: Sequence[Sequence[Line]]) -> bool:
    """True when these columns, one after the other, are running text."""
    return all(sum(len(line.text.split()) for line in column) > TEXT_WORDS * len(column) for column in columns)


def in_columns(lines: Sequence[Line], columns: Sequence[tuple[float, float]]) -> list[list[Line]]:
    """The cells of each column as lines of their own, from the left column to the right one."""
    result: list[list[Line]] = [[] for _ in columns]
    for line in lines:
        for cell in line.cells:
            alone = Line((cell,), line.top, line.bottom, line.size, line.bold, line.page)
            result[_column(cell, columns)].append(alone)
    return result


def rows(lines: Sequence[Line], columns: Sequence[tuple[float, float]]) -> list[Row]:
    """One row for each line; what was wrapped into the next line is put back."""
    result: list[Row] = []
    for line in lines:
        cells = [""] * len(columns)
        for cell in line.cells:
            at = _column(cell, columns)
            cells[at] = f"{cells[at]} {cell.text}".strip()
        if result and _goes_on(result[-1].cells, cells):
            cells = [" ".join(filter(None, pair)) for pair in zip(result.pop().cells, cells, strict=True)]
        result.append(Row(tuple(cells), Place(page=line.page)))
    return result


def _goes_on(above: Sequence[str], cells: Sequence[str]) -> bool:
    """True for the rest of a wrapped cell: no values, nothing new, and it goes on in the middle of a sentence."""
    filled = [cell for cell in cells if cell]
    fewer = len(filled) < sum(map(bool, above)) and all(over for over, cell in zip(above, cells, strict=True) if cell)
    return fewer and (not cells[0] or cells[0][0].islower()) and not any(VALUE.search(cell) for cell in filled)


def _column(cell: Cell, columns: Sequence[tuple[float, float]]) -> int:
    middle = (cell.left + cell.right) / 2
    return min(range(len(columns)), key=lambda at: max(columns[at][0] - middle, middle - columns[at][1], 0.0))
