"""Owns telling what stands at the edge of every page (page numbers, running heads) from what the pages say. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from appliance.knowledge.importers.paper.lines import Line

# The part of a page, from the top and from the bottom, where running heads and feet stand.
EDGE = 0.12
_NUMBER = re.compile(
    r"^\W*(?:page|seite|p\.|página|pagina|pag\.)?\s*\d{1,4}\s*(?:(?:of|von|de|sur|di|van|/)\s*\d{1,4})?\W*$",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"^(?:(?:table of )?contents|inhalt(?:sverzeichnis)?|sommaire|table des matières|índice|indice|sommario"
    r"|inhoud(?:sopgave)?)\W*$",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\w.*\D(\d{1,3})$")
LISTED_MIN = 3
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Page:
    """A page's lines; `height` in points."""

    number: int
    height: float
    lines: tuple[Line, ...]


def without_edges(pages: Sequence[Page]) -> tuple[list[Page], list[Line]]:
    """The pages without page numbers and repeats, and each line that repeats, once."""
    counted = Counter(key for page in pages for key in {_key(line) for line in page.lines if _at_edge(line, page)})
    often = {key for key, count in counted.items() if count >= 3 and count * 2 >= len(pages)}
    kept: list[Page] = []
    once: dict[str, Line] = {}
    for page in pages:
        rest = []
        for line in page.lines:
            if _at_edge(line, page) and _key(line) in often:
                once.setdefault(_key(line), line)
            elif not (_NUMBER.match(line.text) and _is_outermost(line, page)):
                rest.append(line)
        kept.append(Page(page.number, page.height, tuple(rest)))
    return kept, [line for line in once.values() if not _NUMBER.match(line.text)]


def without_contents(page: Page) -> Page:
    """The page without a table of contents: at least three lines, each of a heading and the number of its page."""
    for at, line in enumerate(page.lines):
        if _CONTENTS.match(line.text):
            listed = list(takewhile(bool, (_LISTED.search(one.text) for one in page.lines[at + 1 :])))
            numbers = [int(found[1]) for found in listed if found]
            if len(numbers) >= LISTED_MIN and numbers == sorted(numbers):
                rest = (*page.lines[:at], *page.lines[at + 1 + len(listed) :])
                return Page(page.number, page.height, rest)
    return page


def _is_outermost(line: Line, page: Page) -> bool:
    """True when nothing stands above the line, or nothing below it; not for the only line of a page."""
    others = [one for one in page.lines if one is not line]
    above, below = any(one.top < line.top for one in others), any(one.bottom > line.bottom for one in others)
    return bool(others) and not (above and below)


def _at_edge(line: Line, page: Page) -> bool:
    return line.bottom < page.height * EDGE or line.top > page.height * (1 - EDGE)


def _key(line: Line) -> str:
    return _DIGITS.sub("#", line.text)
