"""Owns putting the letters of a PDF's page together into lines, with wide gaps kept as borders of cells. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from appliance.knowledge.importers.paper.letters import Letter

# A gap as wide as this many letter heights parts columns; words are parted by a third of one.
GAP = 1.3
_HYPHENS = "\x02\ufffe\xad"
_LEADERS = re.compile(r"(?:\s*\.){4,}\s*")
MARKER = re.compile(
    r"^(?:[-*•+▪◦‣·–\uf0b7\uf0a7\u25cf\u25a0➢✓]|\d{1,3}[.)]|\d{1,3}(?:\.\d{1,3})+[.)]?|(?:[ivxlc]{1,5}|[a-z])[.)]"
    r"|\([a-z0-9]{1,4}\))$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A run of words; `left` and `right` in points from the left edge of the upright page."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page. `top` and `bottom` are points from the page's top; `size` is that of its letters."""

    cells: tuple[Cell, ...]
    top: float
    bottom: float
    size: float
    bold: bool
    page: int

    @property
    def text(self) -> str:
        return " ".join(cell.text for cell in self.cells)


def lines(letters: Iterable[Letter], page: int) -> list[Line]:
    """The lines in the order in which the file tells them, which is the order of reading in most files."""
    found = (_line(run, page) for run in _runs(letters))
    return [line for line in found if line is not None]


def _runs(letters: Iterable[Letter]) -> Iterator[list[Letter]]:
    """The letters of one line after the other. A hyphen that only breaks a word ends its line too."""
    run: list[Letter] = []
    for letter in letters:
        if letter.sign in "\r\n":
            yield run
            run = []
        elif letter.sign in _HYPHENS:
            yield [*run, replace(run[-1], sign="\xad")] if run else run
            run = []
        else:
            run.append(letter)
    yield run


def _line(run: list[Letter], page: int) -> Line | None:
    seen = [letter for letter in run if not letter.sign.isspace() and letter.sign != "\0"]
    if not seen:
        return None
    size = median(letter.size for letter in seen)
    cells = _with_marker(_justified([cell for part in _parts(run, size) for cell in _split(part)]))
    bold = sum(letter.bold for letter in seen) * 10 >= len(seen) * 9
    top, bottom = min(letter.top for letter in seen), max(letter.bottom for letter in seen)
    return Line(cells, top, bottom, size, bold, page) if cells else None


def _justified(cells: list[Cell]) -> list[Cell]:
    """Words drawn apart to fill a line are no columns: all their gaps are as wide as each other."""
    gaps = [after.left - before.right for before, after in pairwise(cells)]
    if len(gaps) > 2 and max(gaps) < 1.2 * min(gaps):
        return [Cell(" ".join(cell.text for cell in cells), cells[0].left, cells[-1].right)]
    return cells


def _with_marker(cells: list[Cell]) -> tuple[Cell, ...]:
    """The number or bullet of a list item belongs to its text, however wide the gap between them."""
    if len(cells) > 1 and MARKER.match(cells[0].text):
        first, second, *rest = cells
        return (Cell(f"{first.text} {second.text}", first.left, second.right), *rest)
    return tuple(cells)


def _parts(run: list[Letter], size: float) -> Iterator[list[Letter]]:
    """The letters between wide gaps."""
    part: list[Letter] = []
    last: Letter | None = None
    for letter in run:
        if not letter.sign.isspace():
            if last is not None and letter.left - last.right > GAP * size:
                yield part
                part = []
            last = letter
        part.append(letter)
    yield part


def _split(part: list[Letter]) -> Iterator[Cell]:
    """The cells in such a part: dots that lead the eye across the page are a gap too."""
    text = "".join(letter.sign for letter in part)
    start = 0
    for leaders in [*_LEADERS.finditer(text), None]:
        end = leaders.start() if leaders else len(text)
        inside = [letter for letter in part[start:end] if not letter.sign.isspace()]
        if inside:
            yield Cell(" ".join(text[start:end].split()), inside[0].left, inside[-1].right)
        start = leaders.end() if leaders else end
