"""Owns making headings, paragraphs, list items and table rows of the lines of all pages. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from appliance.contract.knowledge import Place
from appliance.knowledge.importers.paper import columns, paragraph
from appliance.knowledge.importers.paper.headings import Headings
from appliance.knowledge.importers.paper.lines import Line
from appliance.knowledge.importers.reading import Block, HeadingPath, says_one_thing
from appliance.knowledge.importers.tables import rows as table_rows
from appliance.knowledge.importers.tables.grid import Row


@dataclass(frozen=True, slots=True)
class Table:
    """A table drawn with ruling lines: where it stands, in points from the top of its page, and its rows."""

    top: float
    bottom: float
    rows: tuple[Row, ...]


class Layout:
    """Takes one page after the other; what goes on from page to page is put together."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._headings = Headings(lines)
        self._hyphenated = paragraph.hyphenated(lines)
        self._path = HeadingPath()
        self._lines: list[Line] = []
        self._rows: list[Row] = []
        self._heading: Line | None = None
        self._leading = self._widest = 0.0
        self.blocks: list[Block] = []
        self.title = ""

    def page(self, lines: Sequence[Line], tables: Sequence[Table]) -> None:
        self._leading = paragraph.usual_leading(lines)
        self._widest = max((line.cells[-1].right for line in lines), default=0.0)
        waiting, at = list(tables), 0
        while at < len(lines):
            inside = next((table for table in tables if _is_inside(lines[at], table)), None)
            if inside is not None:
                if inside in waiting:
                    waiting.remove(inside)
                    self._table(inside.rows)
                at += 1
            else:
                free = [line for line in lines[at:] if not any(_is_inside(line, table) for table in tables)]
                at += self._columns(free) or self._line(lines[at])

    def end(self) -> None:
        self._end_paragraph()
        self._end_table()
        self._tell_unused()

    def _columns(self, lines: Sequence[Line]) -> int:
        """Read what stands in columns at the beginning of `lines`; how many lines that were."""
        length = columns.run_length(lines, 0)
        run = lines[:length]
        found = columns.borders(run)
        if len(found) < 2:
            return 0
        if columns.is_text(texts := columns.in_columns(run, found)):
            for line in chain.from_iterable(texts):
                self._line(line)
        else:
            self._table(columns.rows(run, found))
        return length

    def _line(self, line: Line) -> int:
        self._end_table()
        level = self._headings.level(line)
        if level is not None:
            self._enter(line, level)
            return 1
        if self._lines and paragraph.begins(line, self._lines[-1], self._leading, self._widest):
            self._end_paragraph()
        self._lines.append(line)
        return 1

    def _enter(self, line: Line, level: int) -> None:
        """A heading begins, or goes on in a second line."""
        self._end_paragraph()
        last = self._heading
        last_level = self._headings.level(last) if last is not None else None
        goes_on = last is not None and last_level == level and 0 < line.top - last.bottom < line.size
        if goes_on and not paragraph.ITEM.match(line.text):
            self._path.enter(level, f"{self._path.path[-1]} {line.text}")
        else:
            if last_level is not None and level <= last_level:
                self._tell_unused()
            self._path.enter(level, line.text)
        self._heading = line
        if level == 1 and line.page == 1 and (not self.title or self._path.path[-1].startswith(self.title)):
            self.title = self._path.path[-1]

    def _table(self, rows: Sequence[Row]) -> None:
        """A table's rows wait, because it may go on on the next page."""
        self._end_paragraph()
        if self._rows and (len(self._rows[0].cells) != len(rows[0].cells) or self._rows[-1].place == rows[0].place):
            self._end_table()
        self._rows += rows[1:] if self._rows and self._rows[0].cells == rows[0].cells else rows

    def _end_table(self) -> None:
        if self._rows:
            self._add(table_rows.blocks(self._rows, self._path.path))
            self._rows = []

    def _end_paragraph(self) -> None:
        if not self._lines:
            return
        first = self._lines[0].text
        text = paragraph.joined(self._lines, self._widest, self._hyphenated)
        item = bool(paragraph.BULLET.match(first) or paragraph.ITEM.match(first))
        whole = item and says_one_thing(text)
        self._add([Block(self._path.path, text, whole, Place(page=self._lines[0].page), item=item)])
        self._lines = []

    def _add(self, blocks: Sequence[Block]) -> None:
        self._heading = None
        self.blocks += blocks

    def _tell_unused(self) -> None:
        """A line that stands out and heads nothing was no heading."""
        if self._heading is not None:
            self.blocks.append(Block(self._path.path[:-1], self._path.path[-1], place=Place(page=self._heading.page)))
            self._heading = None


def _is_inside(line: Line, table: Table) -> bool:
    return table.top <= (line.top + line.bottom) / 2 <= table.bottom
