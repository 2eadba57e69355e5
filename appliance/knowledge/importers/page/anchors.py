"""Owns which id of a page leads a visitor to a place: the nearest of the element, its heading, what holds it."""

from __future__ import annotations

import re
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from appliance.contract.knowledge import NOWHERE, Place

# Ids of the frames that sites are built in say nothing of a place on the page.
_FRAME = re.compile(
    r"^(?:main|content|page|wrap(?:per)?|container|root|app|primary|site|body|top|__next)(?:\b|[-_])", re.I
)
ID_MAX = 100


class _Holder(NamedTuple):
    """A block with an id, and the anchor that held before it."""

    mem_id: int
    own: str
    before: str | None


class Anchors:
    """Follows ids while a page is read from top to bottom."""

    def __init__(self) -> None:
        self._here: str | None = None
        self._waiting: str | None = None
        self._holders: list[_Holder] = []

    @property
    def place(self) -> Place:
        return Place(anchor=self._here) if self._here else NOWHERE

    def enter(self, node: LexborNode, heading: bool) -> None:
        """A block begins. A heading's id leads to what follows it, any other id to what is inside."""
        own = _id(node)
        if heading:
            self._here = own or self._waiting or (self._holders[-1].own if self._holders else None)
        elif own:
            self._holders.append(_Holder(node.mem_id, own, before=self._here))
            self._here = own
        self._waiting = None

    def inline(self, node: LexborNode, inside_heading: bool) -> None:
        """`<a id="returns"></a>` stands in a heading or right before it."""
        if node.tag not in ("a", "span") or not (own := _id(node)):
            return
        if inside_heading:
            self._here = own
        else:
            self._waiting = own

    def leave(self, node: LexborNode) -> None:
        if self._holders and self._holders[-1].mem_id == node.mem_id:
            self._here = self._holders.pop().before


def _id(node: LexborNode) -> str | None:
    said = node.attributes
    own = said.get("id") or (said.get("name") if node.tag == "a" else None)
    return own if own and len(own) <= ID_MAX and not _FRAME.match(own) and not re.search(r"\s", own) else None
