"""Owns asking PDFium for the letters of a page: which, where, how large, how bold."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot

import pypdfium2
import pypdfium2.raw as pdfium

# More letters than a page of a book by far: drawings write each of their labels thousands of times.
LETTERS_MAX = 60_000
_BOLD_WEIGHT = 600
_NAME_BYTES = 128


@dataclass(frozen=True, slots=True)
class Letter:
    """One sign of a page; places in points from the upper left corner of the page as a person turns it."""

    sign: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool


def letters(page: pypdfium2.PdfPage) -> Iterator[Letter]:
    text, turned = page.get_textpage(), page.get_rotation()
    width, height = page.get_size()
    box, bold, inside = pdfium.FS_RECTF(), False, False
    for at in range(min(text.count_chars(), LETTERS_MAX)):
        sign = chr(pdfium.FPDFText_GetUnicode(text, at))
        pdfium.FPDFText_GetLooseCharBox(text, at, box)
        # Boxes are told as if the page had never been turned.
        left, right, top, bottom = {
            90: (box.bottom, box.top, box.left, box.right),
            180: (width - box.right, width - box.left, box.bottom, box.top),
            270: (width - box.top, width - box.bottom, height - box.right, height - box.left),
        }.get(turned, (box.left, box.right, height - box.top, height - box.bottom))
        if not inside:
            bold = _is_bold(text, at)
        inside = not sign.isspace()
        yield Letter(sign, left, right, top, bottom, _size(text, at), bold)


def _size(text: pypdfium2.PdfTextPage, at: int) -> float:
    """What a person sees: the size of the font times its stretch. The box is as high as each font likes."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, at, matrix)
    return float(pdfium.FPDFText_GetFontSize(text, at)) * hypot(matrix.b, matrix.d)


def _is_bold(text: pypdfium2.PdfTextPage, at: int) -> bool:
    """By the weight, or by the name of a font that tells none."""
    if pdfium.FPDFText_GetFontWeight(text, at) >= _BOLD_WEIGHT:
        return True
    name = ctypes.create_string_buffer(_NAME_BYTES)
    pdfium.FPDFText_GetFontInfo(text, at, name, _NAME_BYTES, ctypes.c_int())
    return b"bold" in name.value.lower()
