"""Owns making a written sentence harmless to show: no markup, no hidden signs. Pure."""

from __future__ import annotations

import re
import unicodedata

_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)?")
_LINK = re.compile(r"\[([^\]]+)\]\(\s*<?([^)\s>]*)>?[^)]*\)?")
_TAG = re.compile(r"<(?:!--.*?(?:-->|$)|/?[a-zA-Z!?][^>]*(?:>|$))", re.DOTALL)
_MARKS = re.compile(r"\*\*|__|`+|^\s{0,3}#{1,6}\s+|~~", re.MULTILINE)
# Besides what cannot be seen: signs that turn the direction of what follows.
_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs"})
_KEPT = frozenset("\n\t")


def plain_words(text: str) -> str:
    """The words alone. A link's address stays beside its words, so that it is checked; an image's does not."""
    seen = "".join(sign for sign in text if sign in _KEPT or unicodedata.category(sign) not in _HIDDEN)
    # What is taken out of the middle of something must not make something new of the rest.
    while (left := _stripped(seen)) != seen:
        seen = left
    return seen


def _stripped(text: str) -> str:
    without_images = _IMAGE.sub(r"\1", text)
    spelled_out = _LINK.sub(lambda link: link[1] if link[1] == link[2] else f"{link[1]} {link[2]}", without_images)
    return " ".join(_MARKS.sub("", _TAG.sub("", spelled_out)).split())
