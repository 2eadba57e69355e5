"""Owns the pieces of text that a web page is made of, so that pages can be compared; it may be nested ever so deep."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

_UNSEEN = frozenset((
    "button", "canvas", "dialog", "iframe", "nav", "noscript", "object", "select", "style", "svg",
    "template", "textarea", "title", "video", "-comment",
))  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# Taken as one piece whatever is inside: a row or a term says nothing without the rest.
_WHOLE = frozenset(("address", "dl", "table"))
_BLOCKS = _HEADINGS | _WHOLE | frozenset((
    "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dt", "fieldset",
    "figcaption", "figure", "footer", "header", "hr", "li", "main", "ol", "p", "pre", "section", "summary",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
# Inside a whole piece, or a line, they part words as a space does.
_BREAKS = _BLOCKS | {"br"}
_SPACE = re.compile(r"\s+")


@dataclass(slots=True)
class Block:
    """An element with the words that stand in it and in no smaller block of it."""

    node: LexborNode
    words: list[str] = field(default_factory=list)
    outer: bool = False
    whole: bool = False

    @property
    def text(self) -> str:
        return _SPACE.sub(" ", "".join(self.words)).strip()

    @property
    def mark(self) -> str:
        """The same for the same text on every page."""
        return hashlib.blake2b(self.text.casefold().encode(), digest_size=8).hexdigest()

    @property
    def is_heading(self) -> bool:
        return self.node.tag in _HEADINGS

    @property
    def removable(self) -> bool:
        """A heading alone is nobody's answer and gives the text below it its place; an outer block holds others."""
        return not self.outer and not self.is_heading


def blocks(page: LexborHTMLParser) -> list[Block]:
    """Every block with words, in the order of the page; what a page says for machines (JSON-LD) is one too."""
    return [block for block in list(_all(page)) if block.text]


def _all(page: LexborHTMLParser) -> Iterator[Block]:
    """Each block is complete only when all have come."""
    if page.root is None:
        return
    outermost = Block(page.root, outer=True)
    yield outermost
    waiting: list[tuple[LexborNode | None, Block]] = [(page.root.child, outermost)]
    while waiting:
        node, block = waiting.pop()
        if node is None:
            continue
        waiting.append((node.next, block))
        tag = node.tag or ""
        if tag == "-text":
            block.words.append(node.text_content or "")
        elif tag == "script":
            yield from _for_machines(node)
        elif tag not in _UNSEEN:
            inner = block
            if tag in _BLOCKS and not block.whole:
                inner, block.outer = Block(node, whole=_is_whole(node)), True
                yield inner
            elif tag in _BREAKS:
                block.words.append(" ")
            waiting.append((node.child, inner))


def _is_whole(node: LexborNode) -> bool:
    """A table that holds another one holds the whole page, as it was done once."""
    return node.tag in _WHOLE and not (node.tag == "table" and len(node.css("table")) > 1)


def _for_machines(node: LexborNode) -> Iterator[Block]:
    if (node.attributes.get("type") or "").strip().lower() == "application/ld+json":
        yield Block(node, [node.text()])
