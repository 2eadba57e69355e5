"""Owns reading a page from top to bottom: headings, paragraphs, list items, tables, questions with their answers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborNode

from appliance.core.language import sentences
from appliance.knowledge.importers.page import table
from appliance.knowledge.importers.page.anchors import Anchors
from appliance.knowledge.importers.page.text import BREAK, GAP, paragraphs
from appliance.knowledge.importers.page.tree import Measures, walk
from appliance.knowledge.importers.questions import is_question, pair
from appliance.knowledge.importers.reading import Block, HeadingPath, says_one_thing

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# Each says one thing, however many paragraphs stand in it.
_UNITS = _HEADINGS | frozenset(("li", "dt", "dd", "summary"))
# Of these even a heading inside is only a line.
_LINES = _HEADINGS | frozenset(("dt", "summary"))
_LISTS = _UNITS | frozenset(("ul", "ol", "dl", "table", "details"))
_BLOCKS = _LISTS.union(
    (
        "p",
        "div",
        "section",
        "article",
        "blockquote",
        "pre",
        "figcaption",
        "figure",
        "address",
        "td",
        "th",
        "tr",
        "body",
    ),
    ("header", "footer", "main", "aside", "form", "fieldset", "hr", "button", "center", "caption", "tbody", "thead"),
)
_NUMBER = re.compile(r"^\W*\d{1,3}[.):]\s*")
# A page's style sets these apart from their neighbours, even without a space between them.
_APART = frozenset(("a", "b", "label", "small", "span", "strong", "time"))


class Outline:
    """Reads one part of a page after the other into `blocks`."""

    def __init__(self, held: Measures) -> None:
        self._held = held
        self.blocks: list[Block] = []
        self._headings = [HeadingPath()]
        self._anchors = Anchors()
        self._parts: list[str] = []
        self._units: list[tuple[int, str]] = []
        self._term = ""
        self._details: list[tuple[int, str]] = []
        self._tables: set[int] = set()

    def read(self, root: LexborNode) -> None:
        for node, leaving in walk(root, lambda node: node.mem_id not in self._tables):
            if not leaving:
                self._enter(node, node.tag or "")
            elif node.tag in _BLOCKS:
                self._leave(node, node.tag)
            elif node.tag in _APART:
                self._parts.append(GAP)
        self._flush()
        self.blocks += self._headings[-1].alone(0, len(self.blocks), self._anchors.place)

    def read_apart(self, root: LexborNode) -> None:
        """A part that stands under no heading of the text above it."""
        self._headings.append(HeadingPath())
        self.read(root)
        self._headings.pop()

    @property
    def _unit(self) -> str:
        return self._units[-1][1] if self._units else ""

    @property
    def _path(self) -> tuple[str, ...]:
        path = self._headings[-1].path
        inside = self._term and self._unit == "li" and any(unit == "dd" for _, unit in self._units)
        return (*path, self._term) if inside else path

    def _enter(self, node: LexborNode, tag: str) -> None:
        if tag == "-text":
            self._parts.append(node.text_content or "")
        elif tag == "br":
            self._parts.append(BREAK)
        elif tag in _BLOCKS:
            self._enter_block(node, tag)
        else:
            self._parts.append(GAP if tag in _APART else "")
            self._anchors.inline(node, inside_heading=self._unit in _HEADINGS)

    def _enter_block(self, node: LexborNode, tag: str) -> None:
        if self._is_part(tag):
            self._parts.append(BREAK)
            return
        self._flush()
        self._anchors.enter(node, heading=tag in _HEADINGS)
        if tag in _UNITS:
            self._units.append((node.mem_id, tag))
        if tag == "details":
            self._details.append((len(self.blocks), ""))
        elif tag == "footer":
            self._headings.append(HeadingPath())
        elif tag == "table" and table.holds_values(node, self._held[node.mem_id]):
            self._tables.add(node.mem_id)
            self.blocks += table.blocks(node, self._path, self._anchors.place)

    def _is_part(self, tag: str) -> bool:
        """True for a block inside something that says one thing: it only begins another line of it."""
        if self._unit in _LINES:
            return tag not in ("ul", "ol", "table", "details")
        return bool(self._unit) and tag not in _LISTS

    def _leave(self, node: LexborNode, tag: str) -> None:
        own = bool(self._units) and self._units[-1][0] == node.mem_id
        if not own and self._is_part(tag):
            self._parts.append(BREAK)
            return
        self._flush()
        if own:
            self._units.pop()
        self._anchors.leave(node)
        if tag == "details":
            self._end_details()
        elif tag == "footer":
            self._headings.pop()
        elif tag == "dl":
            self._term = ""

    def _flush(self) -> None:
        """The words since the last border become what they stand in."""
        found = paragraphs(self._parts) if self._parts else []
        self._parts.clear()
        if not found:
            return
        line = " ".join(found).replace("\n", " ")
        if self._unit in _HEADINGS:
            level = int(self._unit[1])
            self.blocks += self._headings[-1].alone(level, len(self.blocks), self._anchors.place)
            self._headings[-1].enter(level, line, len(self.blocks))
        elif self._unit == "dt":
            self._term = line
        elif self._unit == "summary" and self._details:
            self._details[-1] = (len(self.blocks), line)
        else:
            self.blocks += self._told(found)

    def _told(self, found: Sequence[str]) -> list[Block]:
        place, text = self._anchors.place, "\n".join(found)
        if self._unit == "dd":
            joint = " " if self._term.endswith("?") else ": "
            told = f"{self._term.rstrip(':')}{joint}{text}" if self._term else text
            return [Block(self._path, told, True, place)]
        if self._unit:
            return [Block(self._path, text, says_one_thing(text), place, item=True)]
        return [Block(self._path, one, _answers_itself(one), place) for one in found]

    def _end_details(self) -> None:
        start, question = self._details.pop()
        if question:
            asked = Block(self._path, question, place=self._anchors.place)
            answers = self.blocks[start:]
            self.blocks[start:] = pair(asked, answers) if answers else [asked]


def _answers_itself(text: str) -> bool:
    """True for a paragraph that asks and answers."""
    first, *rest = sentences(text) or [""]
    return bool(rest) and is_question(_NUMBER.sub("", first))
