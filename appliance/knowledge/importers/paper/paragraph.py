"""Owns joining lines into paragraphs: where one ends, what was broken at a line's end. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from appliance.knowledge.importers.paper.lines import Line

BULLET = re.compile(r"^[-*•+▪◦‣·–\uf0b7\uf0a7\u25cf\u25a0➢✓]\s*(?=\S)")
ITEM = re.compile(r"^(?:(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|\([a-z0-9]{1,3}\))\s", re.IGNORECASE)
_HYPHENATED = re.compile(r"\w+-\w+")
_ENDS = (".", "!", "?", ":", ";")
# Lines parted by this many times the usual distance are two paragraphs.
PARTED = 1.35
# A line that ends before this part of the widest one was ended on purpose, as in an address.
SHORT_LINE = 0.7


def usual_leading(lines: Sequence[Line]) -> float:
    """The distance from line to line inside the paragraphs of a page, in points; 0 when there is none."""
    steps = [(after.top - before.top, before.size) for before, after in pairwise(lines)]
    near = sorted(step for step, size in steps if 0.8 * size < step < 3 * size)
    return near[len(near) // 8] if near else 0.0


def hyphenated(lines: Sequence[Line]) -> frozenset[str]:
    """Words that this document writes with a hyphen inside a line, folded."""
    return frozenset(word.casefold() for line in lines for word in _HYPHENATED.findall(line.text))


def begins(line: Line, before: Line, leading: float, widest: float) -> bool:
    """True when `line` begins a new paragraph after `before`."""
    if BULLET.match(line.text) or ITEM.match(line.text):
        return True
    step = line.top - before.top
    if line.page != before.page or step < 0:  # the next page, or the next column of this one
        return before.text.endswith(_ENDS) or (_is_short(before, widest) and not line.text[0].islower())
    return step > PARTED * max(leading, before.size) or abs(line.size - before.size) > 0.15 * before.size


def joined(lines: Sequence[Line], widest: float, known: frozenset[str]) -> str:
    """The paragraph as one text; a word broken at the end of a line is whole again. `known`: see `hyphenated`."""
    text = lines[0].text
    for before, line in pairwise(lines):
        if text.endswith("\xad") or (text.endswith("-") and line.text[0].islower()):
            text = text[:-1] + ("-" if _keeps_hyphen(text, line.text, known) else "") + line.text
        else:
            text += ("\n" if _is_short(before, widest) else " ") + line.text
    return BULLET.sub("", text.rstrip("\xad"))


def _keeps_hyphen(text: str, following: str, known: frozenset[str]) -> bool:
    """`e-bike` and `software-as-a-service` are written so wherever the line ends."""
    part, rest = text.split()[-1].rstrip("-\xad"), following.split()[0].rstrip(".,;:!?)")
    written = f"{part}-{rest}".casefold() in known
    return written or len(part) < 3 or "-" in part or not part.isalpha() or part.isupper()


def _is_short(line: Line, widest: float) -> bool:
    return line.cells[-1].right < SHORT_LINE * widest
