"""Owns walking through a Word document from top to bottom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from appliance.knowledge.importers.reading import Block, HeadingPath, says_one_thing
from appliance.knowledge.importers.tables import rows as table_rows
from appliance.knowledge.importers.tables.grid import Row
from appliance.knowledge.importers.word import paragraph as paragraphs
from appliance.knowledge.importers.word import table as tables
from appliance.knowledge.importers.word.paragraph import BOLD_LEVEL, FALLBACK, Styles, W

NESTING_MAX = 30
# What may stand around paragraphs without being one: content controls, insertions, custom marks.
_AROUND = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))


class Flow:
    """Collects blocks; `title` is the document's own, `hidden` what stood in hidden letters."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._headings = HeadingPath()
        self._tabbed: list[Row] = []
        self._unused = ""
        self.blocks: list[Block] = []
        self.title = ""
        self.hidden: list[str] = []

    def read(self, body: Iterable[Any]) -> Flow:
        self._walk(body, 0)
        self._end_of_tabbed()
        self._tell_unused()
        return self

    def _walk(self, parent: Iterable[Any], depth: int) -> None:
        for child in parent if depth < NESTING_MAX else ():
            if child.tag == f"{W}p":
                self._paragraph(child)
                for box in _text_boxes(child):
                    self._walk(box, depth + 1)
            elif child.tag == f"{W}tbl":
                self._table(child, depth)
            elif child.tag in _AROUND:
                self._walk(child, depth + 1)

    def _paragraph(self, paragraph: Any) -> None:
        said = paragraphs.words(paragraph)
        self.hidden += [said.hidden] if said.hidden else []
        if not said.seen or paragraphs.is_contents(paragraph, self._styles):
            return
        level = paragraphs.level(paragraph, self._styles)
        if level is None and "\t" in said.seen:
            self._tabbed.append(Row(tuple(filter(None, map(str.strip, said.seen.split("\t"))))))
            return
        self._end_of_tabbed()
        if level is None and paragraphs.is_bold_line(said):
            self._tell_unused()
            self._headings.enter(BOLD_LEVEL, said.seen)
            self._unused = said.seen
        elif level is None:
            item = paragraphs.is_item(paragraph, self._styles)
            self._add([Block(self._headings.path, said.seen, item and says_one_thing(said.seen), item=item)])
        else:
            self._headings.enter(level, " ".join(said.seen.split()))
            self.title = self.title or self._headings.path[-1]

    def _table(self, table: Any, depth: int) -> None:
        self._end_of_tabbed()
        if not tables.is_layout(table):
            self._add(table_rows.blocks(tables.rows(table), self._headings.path))
            return
        for cell in {id(cell): cell for line in tables.cells(table) for cell in line}.values():
            self._walk(cell, depth + 1)

    def _end_of_tabbed(self) -> None:
        """Lines with tabs one after the other are a table without lines around it."""
        rows, self._tabbed = self._tabbed, []
        if rows:
            self._add(table_rows.blocks(rows, self._headings.path))

    def _add(self, blocks: list[Block]) -> None:
        self._unused = ""
        self.blocks += blocks

    def _tell_unused(self) -> None:
        """A line in bold that heads nothing was no heading."""
        if self._unused:
            self.blocks.append(Block(self._headings.path[:-1], self._unused))
            self._unused = ""


def _text_boxes(paragraph: Any) -> Iterator[Any]:
    """Those that new programs show; old ones find the same text a second time."""
    for box in paragraph.iter(f"{W}txbxContent"):
        if not any(above.tag == FALLBACK for above in box.iterancestors()):
            yield box
