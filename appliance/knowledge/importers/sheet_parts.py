"""Owns what the parts of a spreadsheet file say beside its values: what is hidden, which formulas have no result.

Read from the XML itself, because the reader of the values tells neither, and makes room for every cell up to the
last one before it looks at them.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import join, normpath
from xml.etree import ElementTree

from appliance.contract.problems import ErrorCode, Refused
from appliance.knowledge.importers.zipped import unpacked

CELLS_MAX = 4_000_000
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TAG = r"<(?:\w+:)?"
_CELL = re.compile(
    rf'{_TAG}c\s[^>]*?\br="([A-Z]{{1,3}})(\d{{1,7}})"[^>]*?(?:/>|>(.*?)</(?:\w+:)?c>)'.encode(), re.DOTALL
)
_FORMULA = re.compile(rf"{_TAG}f[\s/>]".encode())
_RESULT = re.compile(rf"{_TAG}(?:v|t)\b[^>]*>[^<]".encode())
_HIDDEN_ROW = re.compile(rf"{_TAG}row\s[^>]*\bhidden=\"(?:1|true)\"[^>]*>".encode())
_HIDDEN_COLUMN = re.compile(rf"{_TAG}col\s[^>]*\bhidden=\"(?:1|true)\"[^>]*>".encode())
_NUMBER = re.compile(rb'\b(r|min|max)="(\d{1,7})"')


@dataclass(frozen=True, slots=True)
class SheetParts:
    """Rows and columns count from 1. `unsaved` are the cells, (row, column), whose formula has no saved result."""

    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    unsaved: frozenset[tuple[int, int]]


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, SheetParts]:
    """By the name of the sheet. Raises Refused for a sheet that spreads too far to be read."""
    return {name: _parts(unpacked(archive, part), name) for name, part in _sheets(archive)}


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Each sheet's name and the part that holds it."""
    held = frozenset(archive.namelist())
    targets = {one.get("Id"): one.get("Target", "") for one in _xml(archive, "xl/_rels/workbook.xml.rels").iter()}
    for sheet in _xml(archive, "xl/workbook.xml").findall(".//{*}sheet"):
        target = targets.get(sheet.get(_RELATION), "")
        part = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
        if part in held:
            yield sheet.get("name", ""), part


def _xml(archive: zipfile.ZipFile, part: str) -> ElementTree.Element:
    data = unpacked(archive, part)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise Refused(ErrorCode.UNREADABLE_DOCUMENT, "This spreadsheet holds definitions that only harmful files have.")
    try:
        return ElementTree.fromstring(data)
    except ElementTree.ParseError as cause:
        raise Refused(ErrorCode.UNREADABLE_DOCUMENT, "This spreadsheet is damaged.") from cause


def _parts(data: bytes, name: str) -> SheetParts:
    rows, columns = 0, 0
    unsaved: set[tuple[int, int]] = set()
    for letters, digits, inside in _CELL.findall(data):
        row, column = int(digits), _column(letters)
        rows, columns = max(rows, row), max(columns, column)
        if inside and _FORMULA.search(inside) and not _RESULT.search(inside):
            unsaved.add((row, column))
    if rows * columns > CELLS_MAX:
        detail = f"The sheet {name} reaches down to row {rows:,} and across {columns:,} columns; that is too far."
        raise Refused(ErrorCode.UNREADABLE_DOCUMENT, detail)
    hidden_rows, hidden_columns = frozenset(_hidden(data, _HIDDEN_ROW)), frozenset(_hidden(data, _HIDDEN_COLUMN))
    return SheetParts(hidden_rows, hidden_columns, frozenset(unsaved))


def _hidden(data: bytes, pattern: re.Pattern[bytes]) -> Iterator[int]:
    for found in pattern.findall(data):
        said = {key: int(value) for key, value in _NUMBER.findall(found)}
        first = said.get(b"r") or said.get(b"min") or 0
        yield from range(first, min(said.get(b"max", first), first + 16_384) + 1)


def _column(letters: bytes) -> int:
    """`A` is 1, `AA` is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
