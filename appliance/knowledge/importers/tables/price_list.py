"""Owns any other table: its rows as text, and products where it has names and one plain price."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain

from appliance.contract.knowledge import Note, NoteCode
from appliance.contract.products import Product, Variant
from appliance.knowledge.importers.reading import Reading
from appliance.knowledge.importers.tables import money
from appliance.knowledge.importers.tables import rows as told_rows
from appliance.knowledge.importers.tables.columns import Column, column_of, find, internal
from appliance.knowledge.importers.tables.grid import Grid, Row, grids


def read(rows: Sequence[Row], path: tuple[str, ...] = ()) -> Reading:
    whole = grids(rows)
    found = [_shown(grid) for grid in whole]
    blocks = chain.from_iterable(told_rows.grid_blocks(grid, path) for grid in found)
    products = chain.from_iterable(_products(grid) for grid in found)
    kept_back = [grid.header[at] for grid in whole for at in internal(grid.header)]
    return Reading("", tuple(blocks), products=tuple(products)).noting(*_kept_back(kept_back))


def _shown(grid: Grid) -> Grid:
    """The table without the columns that are none of a visitor's business."""
    hidden = internal(grid.header)
    if not hidden:
        return grid
    rows = (replace(row, cells=_without(row.cells, hidden)) for row in grid.rows)
    return Grid(_without(grid.header, hidden), tuple(rows))


def _without(cells: Sequence[str], hidden: Sequence[int]) -> tuple[str, ...]:
    return tuple(cell for at, cell in enumerate(cells) if at not in hidden)


def _kept_back(names: Sequence[str]) -> tuple[Note, ...]:
    if not names:
        return ()
    detail = f"Columns for the shop alone are not shown to visitors: {', '.join(dict.fromkeys(names))}."
    return (Note(code=NoteCode.LEFT_OUT, detail=detail),)


def _products(grid: Grid) -> Iterator[Product]:
    """Rows of the same name are variants of one product, told apart by what differs between them."""
    if find(grid.header, Column.NAME) is None or find(grid.header, Column.PRICE) is None:
        return
    by_name: dict[str, list[dict[int, str]]] = {}
    for row in grid.rows:
        cells = dict(enumerate(row.cells))
        if (name := cells.get(grid.name_at, "")) and _amount(grid, cells, Column.PRICE) is not None:
            by_name.setdefault(name, []).append(cells)
    for name, same in by_name.items():
        yield _product(grid, name, same)


def _product(grid: Grid, name: str, same: Sequence[dict[int, str]]) -> Product:
    others = [at for at, column in enumerate(grid.header) if column_of(column) is Column.OTHER and column]
    differing = [at for at in others if len({cells.get(at) for cells in same}) > 1]
    first = same[0]
    return Product(
        key=_cell(grid, first, Column.SKU) or name,
        name=name,
        description=_cell(grid, first, Column.DESCRIPTION),
        brand=_cell(grid, first, Column.BRAND) or None,
        category=_cell(grid, first, Column.CATEGORY) or None,
        url=_cell(grid, first, Column.URL) or None,
        image=_cell(grid, first, Column.IMAGE) or None,
        currency=_currency(grid, first),
        attributes={grid.header[at]: first[at] for at in others if at not in differing and first.get(at)},
        variants=tuple(_variant(grid, cells, differing) for cells in same),
    )


def _variant(grid: Grid, cells: dict[int, str], differing: Sequence[int]) -> Variant:
    attributes = {grid.header[at]: cells[at] for at in differing if cells.get(at)}
    price, sale = _amount(grid, cells, Column.PRICE), _amount(grid, cells, Column.SALE_PRICE)
    stock = _cell(grid, cells, Column.STOCK)
    return Variant(
        sku=_cell(grid, cells, Column.SKU) or None,
        name=" / ".join(attributes.values()),
        attributes=attributes,
        price=price if sale is None else sale,
        regular_price=price if sale is not None else _amount(grid, cells, Column.REGULAR_PRICE),
        stock=int(stock) if stock.isdecimal() else None,
        in_stock=_yes_or_no(_cell(grid, cells, Column.AVAILABLE)),
    )


def _cell(grid: Grid, cells: dict[int, str], column: Column) -> str:
    at = find(grid.header, column)
    return cells.get(at, "") if at is not None else ""


def _amount(grid: Grid, cells: dict[int, str], column: Column) -> Decimal | None:
    return money.amount_of(_cell(grid, cells, column))


def _currency(grid: Grid, cells: dict[int, str]) -> str | None:
    at = find(grid.header, Column.PRICE)
    heading = grid.header[at] if at is not None else ""
    price = money.parse(_cell(grid, cells, Column.PRICE))
    return _cell(grid, cells, Column.CURRENCY) or (price and price.currency) or money.currency_of(heading)


def _yes_or_no(cell: str) -> bool | None:
    said = cell.casefold()
    if said in ("yes", "ja", "oui", "sí", "si", "true", "1", "x", "✓", "✔", "in stock", "instock", "available"):
        return True
    return False if said in ("no", "nein", "non", "nee", "false", "0", "out of stock", "sold out", "-") else None
