"""Owns reading HTML: what a person sees of the page's main part and its footer, with headings and tables."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from appliance.knowledge.importers.decoding import decode
from appliance.knowledge.importers.reading import Block, HeadingPath, Reading, row_text, says_one_thing

_UNSEEN = "script, style, noscript, template, nav, form, button, svg, iframe, [hidden], [aria-hidden=true], dialog"
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", re.IGNORECASE)
_JUNK = re.compile(r"cookie|breadcrumb|newsletter|social|share|popup|banner|menu|sidebar", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LEAVES = frozenset(("p", "li", "dt", "dd", "blockquote", "pre", "figcaption", "address", "td", "th", "summary"))
# Words that stand beside blocks in one element: they are read up to the next block.
_LOOSE = frozenset(("-text", "a", "b", "br", "em", "i", "small", "span", "strong", "time", "u"))
_LEAF_SELECTOR = ", ".join(_LEAVES | _HEADINGS | {"div", "section", "article", "table", "ul", "ol", "dl"})


def read(data: bytes) -> Reading:
    page = LexborHTMLParser(decode(data))
    title = _words(page.css_first("title"))
    _drop_unseen(page)
    blocks: list[Block] = []
    for part in _parts(page):
        _walk(part, HeadingPath(), blocks)
    first = page.css_first("h1")
    return Reading(_words(first) or title, tuple(block for block in blocks if block.text))


def _drop_unseen(page: LexborHTMLParser) -> None:
    for node in page.css(_UNSEEN):
        node.decompose()
    for node in page.css("[style]"):
        if _HIDDEN_STYLE.search(node.attributes.get("style") or ""):
            node.decompose()
    for node in page.css("div[class], div[id], section[class], aside"):
        named = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
        if node.tag == "aside" or _JUNK.search(named):
            node.decompose()


def _parts(page: LexborHTMLParser) -> list[LexborNode]:
    """The main part and the footer, where shops keep their hours; the whole body when there is no main part."""
    main = page.css_first("main") or page.css_first("article")
    if main is None:
        return [page.body] if page.body is not None else []
    return [main, *(footer for footer in page.css("footer") if not _inside(footer, main))]


def _inside(node: LexborNode, outer: LexborNode) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.mem_id == outer.mem_id:
            return True
        parent = parent.parent
    return False


def _walk(node: LexborNode, headings: HeadingPath, blocks: list[Block]) -> None:
    if node.tag in _HEADINGS:
        headings.enter(int(node.tag[1]), _words(node))
    elif node.tag == "footer":
        blocks += [Block((), block.text, block.whole) for block in _footer(node)]
    elif node.tag == "table":
        blocks += _table(node, headings.path)
    elif node.tag == "dl":
        blocks += _definitions(node, headings.path)
    elif node.tag in _LEAVES or node.css_first(_LEAF_SELECTOR) is None or _is_leaf(node):
        text = _words(node)
        blocks.append(Block(headings.path, text, whole=node.tag == "li" and says_one_thing(text)))
    else:
        _walk_inside(node, headings, blocks)


def _walk_inside(node: LexborNode, headings: HeadingPath, blocks: list[Block]) -> None:
    loose: list[str] = []
    for child in [*node.iter(include_text=True), None]:
        if child is not None and child.tag in _LOOSE and _is_leaf(child):
            loose.append(_words(child))
            continue
        if words := " ".join(filter(None, loose)):
            blocks.append(Block(headings.path, words))
        loose.clear()
        if child is not None:
            _walk(child, headings, blocks)


def _footer(node: LexborNode) -> list[Block]:
    """A footer stands under no heading of the text above it."""
    blocks: list[Block] = []
    for child in node.iter():
        _walk(child, HeadingPath(), blocks)
    return blocks


def _is_leaf(node: LexborNode) -> bool:
    """True when nothing below `node` begins a block of its own (css_first also finds the node itself)."""
    return all(found.mem_id == node.mem_id for found in node.css(_LEAF_SELECTOR))


def _table(node: LexborNode, path: tuple[str, ...]) -> list[Block]:
    rows = [[_words(cell) for cell in row.css("th, td")] for row in node.css("tr")]
    rows = [row for row in rows if any(row)]
    heads = [row for row, line in zip(rows, node.css("tr"), strict=False) if line.css_first("td") is None]
    header = heads[0] if heads else []
    return [Block(path, row_text(header, row), whole=True) for row in rows if row is not header]


def _definitions(node: LexborNode, path: tuple[str, ...]) -> list[Block]:
    blocks: list[Block] = []
    term = ""
    for child in node.css("dt, dd"):
        if child.tag == "dt":
            term = _words(child)
        else:
            blocks.append(Block(path, f"{term.rstrip(':')}: {_words(child)}" if term else _words(child), whole=True))
    return blocks


def _words(node: LexborNode | None) -> str:
    return _SPACE.sub(" ", node.text(deep=True, separator=" ")).strip() if node is not None else ""
