"""Owns the words between two borders of a page, as a browser would set them. Pure."""

from __future__ import annotations

import re

# Signs that stand in no page: control characters are gone when it is decoded.
BREAK, GAP = "\x02", "\x03"
"""A line's end; the border of an element whose words a page sets apart by its style alone."""

_SPACE = re.compile(r"\s+")
_BREAKS = re.compile(rf"\s*{BREAK}\s*")
_GAP = re.compile(rf"(?<=[\w.,:;!?)%])(\s*){GAP}+(?=[\w$€£(])")


def paragraphs(parts: list[str]) -> list[str]:
    """The paragraphs in these parts: two breaks end one, a single break ends a line."""
    text = _GAP.sub(r"\1 ", "".join(parts)).replace(GAP, "")
    lines = [_SPACE.sub(" ", line).strip() for line in _BREAKS.split(text)]
    result: list[str] = []
    for line, before in zip(lines, ["", *lines], strict=False):
        if line and before and result:
            result[-1] += f"\n{line}"
        elif line:
            result.append(line)
    return result
