"""Owns telling headings from text by the size and weight of their letters. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from appliance.knowledge.importers.paper.lines import Line

HEADING_WORDS = 14
LARGER = 1.15
_NUMBERED = re.compile(r"^\d+(?:\.\d+)*[.)]?\s+\S")


class Headings:
    """Knows what is usual in this document, and so what stands out."""

    def __init__(self, lines: Sequence[Line]) -> None:
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[round(line.size)] += len(line.text)
        self._usual = max(sizes, key=lambda size: sizes[size], default=0.0)
        bold = sum(len(line.text) for line in lines if line.bold)
        self._bold_stands_out = bold * 3 < sum(sizes.values())
        larger = {round(line.size) for line in lines if self._is_larger(line) and _can_head(line)}
        self._ranks = {size: at for at, size in enumerate(sorted(larger, reverse=True), start=1)}

    def level(self, line: Line) -> int | None:
        """The level of a heading, the largest letters first; None for text."""
        if not _can_head(line):
            return None
        if self._is_larger(line):
            return self._ranks[round(line.size)]
        stands_out = (line.bold and self._bold_stands_out) or (line.text.isupper() and len(line.text) > 5)
        return len(self._ranks) + 1 if stands_out and not line.text.endswith(":") else None

    def _is_larger(self, line: Line) -> bool:
        return line.size > LARGER * self._usual


def _can_head(line: Line) -> bool:
    """Short, of words, and no end of a sentence; a number may begin it but not end it, as it ends a price."""
    text = line.text
    short = len(line.cells) == 1 and len(text.split()) <= HEADING_WORDS and any(map(str.isalpha, text))
    value = "@" in text or (text[-1].isdigit() and not _NUMBERED.match(text))
    return short and not value and not text.endswith((".", ",", ";", "!"))
