"""Owns reading spreadsheets: every sheet that the owner sees, row by row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from io import BytesIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from appliance.contract.knowledge import Note, NoteCode, Place
from appliance.contract.problems import ErrorCode, Refused
from appliance.knowledge.importers import zipped
from appliance.knowledge.importers.reading import Reading, joined
from appliance.knowledge.importers.sheet_parts import SheetParts, sheet_parts
from appliance.knowledge.importers.tables import feeds
from appliance.knowledge.importers.tables.columns import is_price
from appliance.knowledge.importers.tables.grid import COLUMNS_MAX, ROWS_MAX, Row

SHEETS_MAX = 50
# Names that a program gave, not a person.
_UNNAMED = ("sheet", "tabelle", "feuil", "hoja", "foglio", "blad", "table")

Cell = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def read(data: bytes) -> Reading:
    parts = sheet_parts(zipped.opened(data, "spreadsheet"))
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        sheets = [one for one in book.sheets_metadata if one.typ is SheetTypeEnum.WorkSheet]
        shown = [one.name for one in sheets if one.visible is SheetVisibleEnum.Visible][:SHEETS_MAX]
        readings = [_sheet(book.get_sheet_by_name(name), parts.get(name)) for name in shown]
    except (CalamineError, OSError) as cause:
        raise Refused(ErrorCode.UNREADABLE_DOCUMENT, "This spreadsheet is damaged.") from cause
    hidden = [one.name for one in sheets if one.name not in shown]
    return joined(readings).noting(*_left_out("Hidden sheets", hidden))


def _sheet(sheet: CalamineSheet, parts: SheetParts | None) -> Reading:
    parts = parts or SheetParts(frozenset(), frozenset(), frozenset())
    top, left = sheet.start or (0, 0)
    values = sheet.to_python(skip_empty_area=True, nrows=ROWS_MAX)
    rows = _rows(values, top + 1, left + 1, parts)
    named = not sheet.name.lower().rstrip("0123456789 ").startswith(_UNNAMED)
    return feeds.read(rows, (sheet.name,) if named else ()).noting(*_notes(sheet, parts))


def _rows(values: Sequence[Sequence[Cell]], top: int, left: int, parts: SheetParts) -> list[Row]:
    columns = [at for at in range(len(values[0]) if values else 0) if at + left not in parts.hidden_columns]
    columns = columns[:COLUMNS_MAX]
    prices = {at for at in columns if any(isinstance(row[at], str) and is_price(str(row[at])) for row in values)}
    return [
        Row(tuple(_text(row[at], at in prices) for at in columns), Place(row=number))
        for number, row in enumerate(values, start=top)
        if number not in parts.hidden_rows
    ]


def _text(cell: Cell, is_price: bool) -> str:
    """The cell as it would be written. Spreadsheets keep every number with decimals; cents have two digits."""
    match cell:
        case bool():
            return "yes" if cell else "no"
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case float():
            return f"{cell:.2f}" if is_price else f"{cell:.10g}"
        case dt.datetime() if cell.time() == dt.time():
            return cell.date().isoformat()
        case dt.datetime():
            return cell.isoformat(sep=" ", timespec="minutes")
        case dt.time():
            return cell.isoformat(timespec="minutes")
    return str(cell).strip()


def _notes(sheet: CalamineSheet, parts: SheetParts) -> Iterator[Note]:
    if parts.unsaved:
        detail = (
            f"{len(parts.unsaved)} cells of the sheet {sheet.name} hold formulas without a saved result, so they were "
            "left out. Open the file in your spreadsheet program, save it there, and add it again."
        )
        yield Note(code=NoteCode.LEFT_OUT, detail=detail)
    if parts.hidden_rows or parts.hidden_columns:
        detail = f"Hidden rows and columns of the sheet {sheet.name} were left out."
        yield Note(code=NoteCode.LEFT_OUT, detail=detail)
    if sheet.height > ROWS_MAX:
        yield Note(code=NoteCode.CUT_SHORT, detail=f"Only the first {ROWS_MAX:,} rows of {sheet.name} were read.")


def _left_out(what: str, names: Sequence[str]) -> Iterator[Note]:
    if names:
        yield Note(code=NoteCode.LEFT_OUT, detail=f"{what} were left out: {', '.join(names[:10])}.")
