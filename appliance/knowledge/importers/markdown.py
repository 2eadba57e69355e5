"""Owns reading Markdown: headings, paragraphs, lists and tables."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from appliance.knowledge.importers.decoding import decode
from appliance.knowledge.importers.reading import Block, HeadingPath, Reading, row_text, says_one_thing

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")


def read(data: bytes) -> Reading:
    root = SyntaxTreeNode(_PARSER.parse(_FRONT_MATTER.sub("", decode(data))))
    headings = HeadingPath()
    title = ""
    blocks: list[Block] = []
    for node in root.children:
        if node.type == "heading":
            text = _inline(node)
            title = title or text
            headings.enter(int(node.tag[1]), text)
        else:
            blocks += _blocks(node, headings.path)
    return Reading(title, tuple(block for block in blocks if block.text))


def _blocks(node: SyntaxTreeNode, path: tuple[str, ...]) -> list[Block]:
    match node.type:
        case "table":
            return _table(node, path)
        case "bullet_list" | "ordered_list" | "blockquote":
            return [block for child in node.children for block in _blocks(child, path)]
        case "list_item":
            text = " ".join(block.text for child in node.children for block in _blocks(child, path))
            return [Block(path, text, whole=says_one_thing(text))]
        case "fence" | "code_block":
            return [Block(path, node.content.strip())]
        case _:
            return [Block(path, _inline(node))]


def _table(node: SyntaxTreeNode, path: tuple[str, ...]) -> list[Block]:
    rows = [[_inline(cell) for cell in row.children] for part in node.children for row in part.children]
    header, *body = rows
    return [Block(path, row_text(header, cells), whole=True) for cells in body if any(cells)]


def _inline(node: SyntaxTreeNode) -> str:
    """The words of a node without marks; a link keeps its words, a line break becomes a space."""
    if node.type in ("text", "code_inline"):
        return node.content
    if node.type in ("softbreak", "hardbreak"):
        return " "
    return "".join(_inline(child) for child in node.children).strip() if node.children else ""
