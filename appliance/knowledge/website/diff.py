"""Owns what changed on a website, said in words. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from appliance.contract.website import Change, ChangedPage

_ORDER = ((Change.CHANGED, "changed"), (Change.GONE, "gone"), (Change.NEW, "new"))


def in_words(changes: Sequence[ChangedPage]) -> str:
    """For example `2 pages changed, 1 gone, 3 new`."""
    counted = [(sum(one.change is change for one in changes), word) for change, word in _ORDER]
    told = [(count, word) for count, word in counted if count]
    if not told:
        return "nothing changed"
    (first, word), *rest = told
    pages = "page" if first == 1 else "pages"
    return ", ".join([f"{first} {pages} {word}", *(f"{count} {word}" for count, word in rest)])
