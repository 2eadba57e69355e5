"""Owns telling each row of a table so that it can stand alone: `Flat fix: Price $22, Time while you wait`. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from appliance.contract.knowledge import Place
from appliance.knowledge.importers.reading import Block, row_text
from appliance.knowledge.importers.tables.columns import Column, find
from appliance.knowledge.importers.tables.grid import Grid, Row, can_be_section, grids

# A cell as long as this is a text about the row's thing, not a value of it.
LONG_CELL_WORDS = 25


def blocks(rows: Sequence[Row], path: tuple[str, ...], header: Sequence[str] = ()) -> list[Block]:
    """The blocks of all tables in `rows`; a header that the document itself marks is not guessed again."""
    found = [Grid(tuple(header), tuple(rows))] if header else grids(rows)
    return [block for grid in found for block in grid_blocks(grid, path)]


def grid_blocks(grid: Grid, path: tuple[str, ...]) -> list[Block]:
    """Every row as a block of its own, under the line that heads its part of the table."""
    section: tuple[str, ...] = ()
    above = ""
    result: list[Block] = []
    for row, following in zip(grid.rows, (*grid.rows[1:], Row(())), strict=False):
        if row.lone and len(row.cells) > 1 and not following.lone and any(following.cells) and can_be_section(row.lone):
            section, above = (row.lone,), ""
            continue
        cells = _with_item(row.cells, grid.name_at, above)
        above = cells[grid.name_at] if len(cells) > grid.name_at else ""
        result += _told(grid, replace(row, cells=cells), (*path, *section))
    return [block for block in result if block.text]


def _told(grid: Grid, row: Row, path: tuple[str, ...]) -> Iterable[Block]:
    question, answer = find(grid.header, Column.QUESTION), find(grid.header, Column.ANSWER)
    if question is not None and answer is not None and len(row.cells) > max(question, answer):
        return [Block(path, f"{row.cells[question]} {row.cells[answer]}".strip(), whole=True, place=row.place)]
    if row.lone:
        return [Block(path, row.lone, place=row.place)]
    return _about(grid, row.cells, row.place, path)


def _about(grid: Grid, cells: tuple[str, ...], place: Place, path: tuple[str, ...]) -> Iterator[Block]:
    """The row itself, and each long text in it under the name of the row's thing."""
    at = grid.name_at if len(cells) > grid.name_at else 0
    item = cells[at]
    names = grid.header if len(grid.header) == len(cells) else ("",) * len(cells)
    rest = [pair for place_of, pair in enumerate(zip(names, cells, strict=True)) if place_of != at and pair[1]]
    short = [pair for pair in rest if len(pair[1].split()) <= LONG_CELL_WORDS]
    header, values = [name for name, _ in short], [cell for _, cell in short]
    yield Block(path, row_text([names[at], *header], [item, *values]), whole=True, place=place)
    for _, text in (pair for pair in rest if pair not in short):
        yield Block((*path, item) if item else path, text, place=place)


def _with_item(cells: tuple[str, ...], at: int, above: str) -> tuple[str, ...]:
    """A row that leaves its item out, as under a merged cell, is about the item above."""
    if above and len(cells) > at and not cells[at] and any(cells):
        return (*cells[:at], above, *cells[at + 1 :])
    return cells
