"""Owns the shape of a table: where it begins and ends, and which row is its header. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from appliance.contract.knowledge import NOWHERE, Place
from appliance.knowledge.importers.tables.columns import Column, find, is_known

ROWS_MAX = 20_000
COLUMNS_MAX = 500
HEADING_WORDS = 6
# Digits, addresses and marks stand in the body of a table, not above it.
VALUE = re.compile(r"\d|@|://|^(?:yes|no|ja|nein|oui|non|sí|si|x|✓|✔|-|–|—|n/?a)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of cells, with the place it stands at."""

    cells: tuple[str, ...]
    place: Place = NOWHERE

    @property
    def lone(self) -> str:
        """The one thing that stands in this row; empty when there are more."""
        filled = [cell for cell in self.cells if cell]
        return filled[0] if len(filled) == 1 else ""


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: its header (empty when it has none) and its rows."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def name_at(self) -> int:
        """The column that says what a row is about."""
        return find(self.header, Column.NAME) or 0


def grids(rows: Sequence[Row]) -> list[Grid]:
    """The tables of a sheet: an empty row ends one; one that begins without a header goes on with the last's."""
    result: list[Grid] = []
    for group in _with_headers(list(_groups(rows))):
        above, body = _captions(group)
        if above:
            result.append(Grid((), tuple(above)))
        if has_header(body):
            result.append(Grid(body[0].cells, tuple(body[1:])))
        else:
            goes_on = bool(result) and not above and len(result[-1].header) == len(body[0].cells)
            result.append(Grid(result[-1].header if goes_on else (), tuple(body)))
    return result


def has_header(rows: Sequence[Row]) -> bool:
    """True when the first row names the columns of those below."""
    if len(rows) < 2:
        return False
    first, below = rows[0].cells, rows[1:]
    named = [cell for cell in first if cell]
    if len(named) < 2 or len({cell.casefold() for cell in named}) < len(named) or not all(map(_can_head, named)):
        return False
    known = sum(is_known(cell) for cell in named)
    if len(first) == 2:  # "Colour | Green" above "Weight | 12 lbs" is a row like the others
        return known == 2
    return known * 2 >= len(named) or any(_holds_values(below, at) for at, cell in enumerate(first) if cell)


def can_be_section(text: str) -> bool:
    """True for a line inside a table that heads the rows below it."""
    return len(text.split()) <= HEADING_WORDS and not VALUE.search(text) and not text.endswith((".", "!", "?"))


def _can_head(cell: str) -> bool:
    return len(cell.split()) <= HEADING_WORDS and (is_known(cell) or not VALUE.search(cell))


def _holds_values(below: Sequence[Row], at: int) -> bool:
    cells = [row.cells[at] for row in below if at < len(row.cells) and row.cells[at]]
    return bool(cells) and sum(bool(VALUE.search(cell)) for cell in cells) * 5 >= len(cells) * 3


def _groups(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Runs of rows between empty ones, without the columns that are empty in all of them."""
    group: list[Row] = []
    for row in (*rows, Row(())):
        if any(row.cells):
            group.append(row)
        elif group:
            yield _trimmed(group)
            group = []


def _with_headers(groups: list[list[Row]]) -> Iterator[list[Row]]:
    """A header that an empty row parts from its table is put back upon it."""
    waiting: list[Row] = []
    for group, following in zip(groups, (*groups[1:], []), strict=False):
        joined, waiting = waiting + group, []
        if len(joined) == 1 and following and has_header(joined + following):
            waiting = joined
        else:
            yield joined


def _trimmed(group: list[Row]) -> list[Row]:
    used = sorted({at for row in group for at, cell in enumerate(row.cells) if cell.strip()})
    return [
        Row(tuple(" ".join(row.cells[at].split()) if at < len(row.cells) else "" for at in used), row.place)
        for row in group
    ]


def _captions(group: list[Row]) -> tuple[list[Row], list[Row]]:
    """Take lines of one cell off the top, when a table with a header follows them."""
    at = 0
    while at < len(group) and group[at].lone:
        at += 1
    return (group[:at], group[at:]) if has_header(group[at:]) else ([], group)
