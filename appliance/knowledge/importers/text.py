"""Owns reading plain text: underlined or capital headings, aligned columns, questions with answers."""

from __future__ import annotations

import re

from appliance.knowledge.importers.decoding import decode
from appliance.knowledge.importers.lead_ins import led
from appliance.knowledge.importers.reading import Block, HeadingPath, Reading, says_one_thing

_UNDERLINE = re.compile(r"^\s*[=\-~*_]{3,}\s*$")
_COLUMNS = re.compile(r"\S(?:\s{2,}|\s*\.{3,}\s*|\t+)\S")
_QUESTION = re.compile(r"^\s*(?:q(?:uestion)?\s*[:.)]|\d+[.)]\s.*\?|.*\?)\s*", re.IGNORECASE)
_ASKED = re.compile(r"^\s*q(?:uestion)?\s*\d*\s*[:.)\-]\s*", re.IGNORECASE)
_TOLD = re.compile(r"^\s*a(?:nswer)?\s*\d*\s*[:.)\-]\s*", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-*•+>]|\d{1,2}[.)])\s+")
_DECORATION = re.compile(r"^[\s=\-~*_#>]+|[\s=\-~*_#:]+$")
_ENDS = (".", "!", "?", ",", ";")
_SUBJECT = re.compile(r"^(?:subject|betreff):\s*(.+)$", re.IGNORECASE | re.MULTILINE)
_FROM = re.compile(r"^(?:from|von):", re.IGNORECASE | re.MULTILINE)
HEADING_MAX = 70


def read(data: bytes) -> Reading:
    title, text = _mail_subject(decode(data))
    return read_text(text, title)


def read_text(text: str, title: str = "") -> Reading:
    """The text under a title that is already known, if it is."""
    headings = HeadingPath()
    blocks: list[Block] = []
    for group in _groups(text):
        heading, lines = _split_heading(group, first=not title)
        if heading:
            level = 2 if title else 1
            blocks += headings.alone(level, len(blocks))
            headings.enter(level, heading, len(blocks))
            title = title or heading
        if lines:
            blocks += _blocks(lines, headings.path)
    blocks += headings.alone(0, len(blocks))
    return Reading(title, tuple(led([block for block in blocks if block.text])))


def _mail_subject(text: str) -> tuple[str, str]:
    """A saved mail is called by its subject; its other headers are nobody's answer."""
    headers, _, body = text.partition("\n\n")
    subject = _SUBJECT.search(headers)
    if subject and _FROM.search(headers):
        return subject[1].strip(), body
    return "", text


def _groups(text: str) -> list[list[str]]:
    """Runs of lines between blank lines; a line of dashes alone under nothing is dropped."""
    groups: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.strip():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _split_heading(group: list[str], first: bool) -> tuple[str, list[str]]:
    """Take a heading off the top of a group: underlined, in capitals, or alone on its line."""
    lines = [line for line in group if not _UNDERLINE.match(line)]
    if not lines:
        return "", []
    top = _DECORATION.sub("", lines[0])
    underlined = len(group) > 1 and bool(_UNDERLINE.match(group[1]))
    capitals = top.isupper() and len(top) > 3
    framed = bool(_UNDERLINE.match(group[0])) or lines[0].lstrip().startswith(("#", "=", "*** "))
    alone = len(lines) == 1 and not top.endswith(_ENDS) and (first or lines[0].rstrip().endswith(":"))
    short = 0 < len(top) <= HEADING_MAX and not _COLUMNS.search(lines[0].strip()) and not _BULLET.match(lines[0])
    if short and not _ASKED.match(lines[0]) and (underlined or capitals or framed or alone):
        return top, lines[1:]
    return "", lines


def _blocks(lines: list[str], path: tuple[str, ...]) -> list[Block]:
    if sum(bool(_COLUMNS.search(line.strip())) for line in lines) * 2 >= len(lines):
        return [Block(path, _row(line), whole=True) for line in lines]
    if _QUESTION.match(lines[0]):
        return _questions(lines, path)
    items: list[tuple[bool, str]] = []
    for line in lines:
        if _BULLET.match(line) or not items:
            items.append((bool(_BULLET.match(line)), _BULLET.sub("", line).strip()))
        else:
            items[-1] = (items[-1][0], f"{items[-1][1]} {line.strip()}")
    return [Block(path, text, bullet and says_one_thing(text), item=bullet) for bullet, text in items]


def _row(line: str) -> str:
    """`Flat fix ...... $22   tube included` becomes `Flat fix: $22, tube included`."""
    first, *rest = [cell.strip() for cell in re.split(r"\s{2,}|\s*\.{3,}\s*|\t+", line.strip()) if cell.strip()]
    return f"{first.rstrip(':')}: {', '.join(rest)}" if rest else first


def _questions(lines: list[str], path: tuple[str, ...]) -> list[Block]:
    """Each question with the lines up to the next one is a block of its own, the question with its mark."""
    pairs: list[str] = []
    for line in lines:
        if pairs and _TOLD.match(line) and not pairs[-1].endswith(("?", "!", ".")):
            pairs[-1] += "?"
        begins = _ASKED.match(line) or (line.rstrip().endswith("?") and not _TOLD.match(line))
        words = _TOLD.sub("", _ASKED.sub("", line)).strip()
        if begins or not pairs:
            pairs.append(words)
        else:
            pairs[-1] += " " + words
    return [Block(path, text, whole=True) for text in pairs]
