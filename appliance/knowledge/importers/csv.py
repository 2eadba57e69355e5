"""Owns reading CSV: whichever mark stands between the cells, whichever encoding the spreadsheet wrote."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from appliance.contract.knowledge import Note, NoteCode, Place
from appliance.contract.problems import ErrorCode, Refused
from appliance.knowledge.importers.decoding import decode
from appliance.knowledge.importers.reading import Reading
from appliance.knowledge.importers.tables import feeds
from appliance.knowledge.importers.tables.grid import COLUMNS_MAX, ROWS_MAX, Row

DELIMITERS = ",;\t|"
_SAMPLE_CHARS = 50_000
_SAMPLE_ROWS = 50


def read(data: bytes) -> Reading:
    text = decode(data)
    delimiter = _delimiter(text)
    if text.lower().startswith("sep="):  # spreadsheets write it above the first row
        text = text.partition("\n")[2]
    rows = [Row(cells, Place(row=at)) for at, cells in enumerate(_cells(text, delimiter), start=1)]
    reading = feeds.read(rows[:ROWS_MAX])
    if len(rows) <= ROWS_MAX:
        return reading
    return reading.noting(Note(code=NoteCode.CUT_SHORT, detail=f"Only the first {ROWS_MAX:,} rows were read."))


def _cells(text: str, delimiter: str) -> Iterator[tuple[str, ...]]:
    lines = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    try:
        for cells in islice(lines, ROWS_MAX + 1):
            yield tuple(cell.strip() for cell in cells[:COLUMNS_MAX])
    except csv.Error as cause:
        detail = f"Row {lines.line_num} of this file is broken; perhaps a quotation mark is missing there."
        raise Refused(ErrorCode.UNREADABLE_DOCUMENT, detail) from cause


def _delimiter(text: str) -> str:
    """The mark that cuts most rows into the same number of cells, more than one."""
    if text.lower().startswith("sep=") and text[4:5] in DELIMITERS:
        return text[4]
    return max(DELIMITERS, key=lambda mark: _evenness(text[:_SAMPLE_CHARS], mark))


def _evenness(sample: str, mark: str) -> int:
    widths = Counter(len(cells) for cells in islice(_cells(sample, mark), _SAMPLE_ROWS) if cells)
    width, rows = max(widths.items(), key=lambda one: (one[1], one[0]), default=(1, 0))
    return rows * COLUMNS_MAX + width if width > 1 else 0
