"""Owns small PDF files made in code: words at places, lines, pictures, nothing else."""

from __future__ import annotations

from collections.abc import Sequence

WIDTH, HEIGHT = 595, 842
TRAILER = b"trailer << /Root 1 0 R /Size 99 %s >>\n%%%%EOF\n"

Page = str
"""The drawing of one page in PDF's own language, made with the functions below."""


def text(words: str, left: float, top: float, size: float = 11, bold: bool = False) -> Page:
    """Words at a place, in points from the upper left corner."""
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{'B' if bold else 'F'} {size} Tf {left} {HEIGHT - top} Td ({escaped}) Tj ET\n"


def paragraph(lines: Sequence[str], top: float, left: float = 60, size: float = 11) -> Page:
    return "".join(text(line, left, top + at * size * 1.2, size) for at, line in enumerate(lines))


def table(rows: Sequence[Sequence[str]], top: float, left: float = 60, width: float = 150) -> Page:
    """A table with a line around each cell."""
    drawn = ""
    for down, row in enumerate(rows):
        for across, cell in enumerate(row):
            x, y = left + across * width, top + down * 20
            drawn += f"{x} {HEIGHT - y - 20} {width} 20 re S\n" + text(cell, x + 4, y + 14)
    return drawn


def picture(left: float = 0, top: float = 0, width: float = WIDTH, height: float = HEIGHT) -> Page:
    return f"q {width} 0 0 {height} {left} {HEIGHT - top - height} cm /I Do Q\n"


def pdf(*pages: Page, trailer: bytes = b"", rotate: int = 0) -> bytes:
    """A file of these pages."""
    numbers = range(10, 10 + 2 * len(pages), 2)
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        4: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        5: b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
        b" /Length 1 >>\nstream\n\x80\nendstream",
    }
    for number, drawing in zip(numbers, pages, strict=True):
        content = drawing.encode("cp1252")
        objects[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Rotate {rotate} /Contents {number + 1} 0 R"
            " /Resources << /Font << /F 3 0 R /B 4 0 R >> /XObject << /I 5 0 R >> >> >>"
        ).encode()
        objects[number + 1] = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % one for one in objects.items())
    return b"%PDF-1.4\n" + body + TRAILER % trailer
