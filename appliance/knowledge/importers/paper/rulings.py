"""Owns finding tables that are drawn with lines: where the lines cross, there are the cells."""

from __future__ import annotations

import logging
import re
import struct
import zlib
from io import BytesIO
from typing import Any

import pdfplumber
import pypdfium2
import pypdfium2.raw as pdfium
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException

from appliance.contract.knowledge import Place
from appliance.knowledge.importers.paper.layout import Table
from appliance.knowledge.importers.tables.grid import Row

# A drawing has thousands of lines and no table; comparing each with each would take minutes.
PATHS_MAX = 3_000
RULINGS_MIN = 4
_LONG = 15.0
# Cells longer than this on average hold a page's layout, not values.
LAYOUT_WORDS = 40
_BROKEN = re.compile("[\x02\ufffe\xad]\\s*")
# It warns of every oddity of a font, on the stream that is kept for what the owner reads.
logging.getLogger("pdfminer").setLevel(logging.ERROR)
# Whatever a second reader of the format may stumble over in a file that the first one could read.
_STUMBLES = (
    PDFException, PSException, PdfminerException, ValueError, TypeError, KeyError, IndexError, AttributeError,
    AssertionError, ArithmeticError, RecursionError, struct.error, zlib.error,
)  # fmt: skip


def has_rulings(page: pypdfium2.PdfPage) -> bool:
    """True when enough straight lines or boxes stand on the page to make a table."""
    if page.get_rotation() or page.get_mediabox()[:2] != (0, 0) or page.get_cropbox() != page.get_mediabox():
        return False  # the two readers would not mean the same places
    paths = [one.get_bounds() for one in page.get_objects([pdfium.FPDF_PAGEOBJ_PATH], max_depth=3)]
    if len(paths) > PATHS_MAX:
        return False
    return len([1 for left, bottom, right, top in paths if max(right - left, top - bottom) > _LONG]) >= RULINGS_MIN


class Rulings:
    """The second reader of one file, opened when the first page with rulings comes."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._pages: list[Any] | None = None

    def tables(self, page: pypdfium2.PdfPage, number: int) -> list[Table]:
        """The tables of the page, upper ones first; none when its lines cannot be understood."""
        try:
            if self._pages is None:
                self._pages = []  # stays so when the file cannot be opened: it is not tried again for each page
                self._pages = pdfplumber.open(BytesIO(self._data), unicode_norm=None).pages
            second = self._pages[number - 1]
            found = [_table(one, page, number) for one in second.find_tables()]
            second.close()
        except _STUMBLES:
            return []
        return sorted((table for table in found if _is_table(table)), key=lambda table: table.top)


def _table(found: Any, page: pypdfium2.PdfPage, number: int) -> Table:
    """The table with its words told by the first reader, so that cells and running text have the same letters."""
    text, height = page.get_textpage(), page.get_height()
    _, top, _, bottom = found.bbox
    rows = (Row(tuple(_words(text, cell, height) for cell in row.cells), Place(page=number)) for row in found.rows)
    return Table(top, bottom, tuple(row for row in rows if any(row.cells)))


def _words(text: pypdfium2.PdfTextPage, cell: tuple[float, float, float, float] | None, height: float) -> str:
    """What stands in a cell; nothing in one that another one reaches over."""
    if cell is None:
        return ""
    left, top, right, bottom = cell
    inside = text.get_text_bounded(left, height - bottom, right, height - top)
    return " ".join(_BROKEN.sub("", inside).split())


def _is_table(table: Table) -> bool:
    """A frame around a text is none, and neither is a form of long texts."""
    cells = [cell for row in table.rows for cell in row.cells if cell]
    wide = any(sum(map(bool, row.cells)) > 1 for row in table.rows)
    return len(table.rows) > 1 and wide and sum(len(cell.split()) for cell in cells) <= LAYOUT_WORDS * len(cells)
