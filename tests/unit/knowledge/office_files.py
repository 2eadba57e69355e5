"""Owns small office files made in code: what a test needs of Word and of a spreadsheet program."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

HIDDEN = 'state="hidden"'

Rows = Sequence[Sequence[str | float | None]]


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def spreadsheet(sheets: Mapping[str, Rows | str], hidden: Sequence[str] = ()) -> bytes:
    """A workbook; a sheet given as text is that text as XML inside `worksheet`. A text `=A1` is a formula unsaved."""
    members = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(list(sheets), hidden),
        "xl/_rels/workbook.xml.rels": _relations(
            [("worksheet", f"worksheets/sheet{at}.xml") for at in range(1, len(sheets) + 1)]
        ),
    }
    for at, content in enumerate(sheets.values(), start=1):
        inside = content if isinstance(content, str) else f"<sheetData>{_rows(content)}</sheetData>"
        members[f"xl/worksheets/sheet{at}.xml"] = f'<worksheet xmlns="{_MAIN}">{inside}</worksheet>'
    return zipped(members)


def _rows(rows: Rows) -> str:
    return "".join(
        f'<row r="{down}">{"".join(_cell(value, down, across) for across, value in enumerate(row))}</row>'
        for down, row in enumerate(rows, start=1)
    )


def _cell(value: str | float | None, down: int, across: int) -> str:
    place = f"{chr(65 + across)}{down}"
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith("="):
        return f'<c r="{place}"><f>{escape(value[1:])}</f><v></v></c>'
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{place}"><v>{value}</v></c>'


def _workbook(names: Sequence[str], hidden: Sequence[str]) -> str:
    sheets = "".join(
        f'<sheet name="{escape(name)}" sheetId="{at}" r:id="rId{at}" {HIDDEN * (name in hidden)}/>'
        for at, name in enumerate(names, start=1)
    )
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{at}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{lines}</Relationships>'


def _content_types(sheets: int) -> str:
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="{_SHEET_TYPE}.worksheet+xml"/>'
        for at in range(1, sheets + 1)
    )
    return (
        f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET_TYPE}.sheet.main+xml"/>{parts}</Types>'
    )
