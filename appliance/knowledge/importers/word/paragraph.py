"""Owns one paragraph of a Word document: its words as they are seen, and what kind of paragraph it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Struck out by a reviewer, said again for old programs, or a text box, which is read by itself.
_UNREAD = frozenset((f"{W}del", f"{W}moveFrom", FALLBACK, f"{W}txbxContent", f"{W}rPr", f"{W}pPr"))
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": "\t"}
_SPACES = re.compile(r"[^\S\n\t]+")
_HEADING = re.compile(r"^heading (\d)$", re.IGNORECASE)
_NUMBERED = re.compile(r"^\d+(?:\.\d+)*[.)]?\s+")
TITLE_LEVEL = 0
# A short line in bold heads what follows, below all headings that are marked as such.
BOLD_LEVEL = 9
BOLD_WORDS = 10

Styles = Mapping[str, str]
"""The names of the styles by their ids; Word keeps its own styles' names in English."""


@dataclass(frozen=True, slots=True)
class Words:
    """`hidden` is what the paragraph says in hidden letters; it stands in no print."""

    seen: str
    hidden: str
    bold: bool


def words(paragraph: Any) -> Words:
    seen: list[str] = []
    hidden: list[str] = []
    bold = []
    for run in _runs(paragraph):
        text = "".join(_signs(run))
        (hidden if _has(run, "vanish") else seen).append(text)
        if text.strip():
            bold.append(_has(run, "b"))
    return Words(_plain("".join(seen)), _plain("".join(hidden)), bool(bold) and all(bold))


def level(paragraph: Any, styles: Styles) -> int | None:
    """The level of a heading, 0 for the document's title, None for any other paragraph."""
    name = style(paragraph, styles)
    if name == "title":
        return TITLE_LEVEL
    if found := _HEADING.match(name):
        return int(found[1])
    outline = paragraph.find(f"{W}pPr/{W}outlineLvl")
    number = outline.get(f"{W}val", "9") if outline is not None else "9"
    return int(number) + 1 if number in tuple("012345678") else None


def is_bold_line(said: Words) -> bool:
    """True for what people write as a heading without calling it one."""
    line = _NUMBERED.sub("", said.seen)
    short = 0 < len(line.split()) <= BOLD_WORDS and not any(sign.isdigit() or sign in "\t\n@" for sign in line)
    return said.bold and short and not line.endswith((".", "!", ",", ";"))


def is_contents(paragraph: Any, styles: Styles) -> bool:
    """True for a line of the table of contents."""
    return style(paragraph, styles).startswith("toc ")


def is_item(paragraph: Any, styles: Styles) -> bool:
    return paragraph.find(f"{W}pPr/{W}numPr") is not None or style(paragraph, styles).startswith("list")


def style(paragraph: Any, styles: Styles) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return styles.get(found.get(f"{W}val", ""), "").lower() if found is not None else ""


def _runs(node: Any) -> Iterator[Any]:
    """Every run below, through links, insertions, content controls and whatever else may stand around it."""
    for child in node:
        if child.tag == f"{W}r":
            yield child
        elif child.tag not in _UNREAD:
            yield from _runs(child)


def _signs(run: Any) -> Iterator[str]:
    for child in run:
        if child.tag == f"{W}t":
            yield child.text or ""
        else:
            yield _SIGNS.get(child.tag, "")


def _has(run: Any, mark: str) -> bool:
    found = run.find(f"{W}rPr/{W}{mark}")
    return found is not None and found.get(f"{W}val", "1") not in ("0", "false", "off", "none")


def _plain(text: str) -> str:
    return _SPACES.sub(" ", text).strip()
