"""Owns reading PDF files: text page by page, tables where lines are drawn, and which pages are mere pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from appliance.contract.knowledge import Note, NoteCode, Place
from appliance.contract.problems import ErrorCode, Refused
from appliance.knowledge.importers.lead_ins import led
from appliance.knowledge.importers.paper import rulings
from appliance.knowledge.importers.paper.edges import Page, without_contents, without_edges
from appliance.knowledge.importers.paper.layout import Layout, Table
from appliance.knowledge.importers.paper.letters import letters
from appliance.knowledge.importers.paper.lines import Line, lines
from appliance.knowledge.importers.questions import paired
from appliance.knowledge.importers.reading import Block, Reading

PAGES_MAX = 500
LETTERS_MAX = 3_000_000
# Finding ruled tables costs a tenth of a second a page and more.
RULED_PAGES_MAX = 100
# A picture over this share of a page without words is a scan of it.
SCAN_SHARE = 0.3
SCAN_LETTERS = 20
_REFUSALS = {
    pdfium.FPDF_ERR_PASSWORD: "This PDF opens only with a password. Save it without one and add it again.",
    pdfium.FPDF_ERR_SECURITY: "This PDF is protected in a way that cannot be read. Save it without protection.",
}
_DAMAGED = "This is not a PDF, although its name says so, or it is damaged."
_SCAN = (
    "This PDF is a scan: its pages are pictures of text. Save it with text recognition (OCR), or add the document "
    "it was printed from."
)


@dataclass(frozen=True, slots=True)
class _Read:
    """What was found on one page."""

    page: Page
    tables: tuple[Table, ...]
    scanned: bool


def read(data: bytes) -> Reading:
    document = _opened(data)
    try:
        total, found = len(document), list(_pages(document, data))
    finally:
        document.close()
    if not found:
        raise Refused(ErrorCode.UNREADABLE_DOCUMENT, _DAMAGED)
    if any(one.scanned for one in found) and all(one.scanned or not one.page.lines for one in found):
        raise Refused(ErrorCode.UNREADABLE_DOCUMENT, _SCAN)
    layout, once = _laid_out(found)
    blocks = [*layout.blocks, *(Block((), line.text, place=Place(page=line.page)) for line in once)]
    return Reading(layout.title, paired(led(blocks)), tuple(_notes(found, total)))


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as cause:
        detail = _REFUSALS.get(cause.err_code, _DAMAGED)
        raise Refused(ErrorCode.UNREADABLE_DOCUMENT, detail) from cause


def _pages(document: pypdfium2.PdfDocument, data: bytes) -> Iterator[_Read]:
    """The pages that can be read, as far as the limits go."""
    count = ruled = 0
    second = rulings.Rulings(data)
    for at in range(min(len(document), PAGES_MAX)):
        try:
            page = document[at]
        except pypdfium2.PdfiumError:
            continue  # the others shall still be read; a note tells of this one
        found = Page(at + 1, page.get_height(), tuple(lines(letters(page), at + 1)))
        drawn = bool(found.lines) and ruled < RULED_PAGES_MAX and rulings.has_rulings(page)
        ruled += drawn
        yield _Read(found, tuple(second.tables(page, at + 1)) if drawn else (), _is_scan(page, found))
        page.close()
        count += sum(len(line.text) for line in found.lines)
        if count > LETTERS_MAX:
            return


def _is_scan(page: pypdfium2.PdfPage, found: Page) -> bool:
    if sum(len(line.text) for line in found.lines) > SCAN_LETTERS:
        return False
    width, height = page.get_size()
    pictures = (one.get_bounds() for one in page.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    covered: float = sum((right - left) * (top - bottom) for left, bottom, right, top in pictures)
    return bool(covered > SCAN_SHARE * width * height)


def _laid_out(found: Sequence[_Read]) -> tuple[Layout, list[Line]]:
    """The text of all pages, and the lines that stand on every page, once."""
    pages, once = without_edges([without_contents(one.page) for one in found])
    layout = Layout([line for page in pages for line in page.lines])
    for page, one in zip(pages, found, strict=True):
        layout.page(page.lines, one.tables)
    layout.end()
    return layout, once


def _notes(found: Sequence[_Read], total: int) -> Iterator[Note]:
    last = found[-1].page.number
    if last < min(total, PAGES_MAX) or total > PAGES_MAX:
        yield Note(code=NoteCode.CUT_SHORT, detail=f"Only the first {last} of {total} pages were read.")
    if scanned := [one.page.number for one in found if one.scanned]:
        detail = f"{_named(scanned)}: only a picture, whose words cannot be read."
        yield Note(code=NoteCode.SCANNED, detail=detail)
    read = {one.page.number for one in found}
    if damaged := [number for number in range(1, last) if number not in read]:
        yield Note(code=NoteCode.LEFT_OUT, detail=f"{_named(damaged)}: damaged, so left out.")


def _named(numbers: Sequence[int]) -> str:
    some = ", ".join(map(str, numbers[:10]))
    more = f" and {len(numbers) - 10} more" if len(numbers) > 10 else ""
    return f"Page {some}" if len(numbers) == 1 else f"Pages {some}{more}"
