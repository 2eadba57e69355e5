"""Owns reading Markdown: headings, paragraphs, lists and tables."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from appliance.knowledge.importers.decoding import decode
from appliance.knowledge.importers.lead_ins import led
from appliance.knowledge.importers.questions import paired
from appliance.knowledge.importers.reading import Block, HeadingPath, Reading, says_one_thing
from appliance.knowledge.importers.tables import rows as table_rows
from appliance.knowledge.importers.tables.grid import Row

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
            blocks += headings.alone(int(node.tag[1]), len(blocks))
            headings.enter(int(node.tag[1]), text, len(blocks))
        else:
            blocks += _blocks(node, headings.path)
    blocks += headings.alone(0, len(blocks))
    return Reading(title, paired(led([block for block in blocks if block.text])))


def _blocks(node: SyntaxTreeNode, path: tuple[str, ...]) -> list[Block]:
    match node.type:
        case "table":
            return _table(node, path)
        case "bullet_list" | "ordered_list" | "blockquote":
            return [block for child in node.children for block in _blocks(child, path)]
        case "list_item":
            text = " ".join(block.text for child in node.children for block in _blocks(child, path))
            return [Block(path, text, whole=says_one_thing(text), item=True)]
        case "fence" | "code_block":
            return [Block(path, node.content.strip())]
        case _:
            return [Block(path, _inline(node))]


def _table(node: SyntaxTreeNode, path: tuple[str, ...]) -> list[Block]:
    rows = [Row(tuple(_inline(cell) for cell in row.children)) for part in node.children for row in part.children]
    return table_rows.blocks([row for row in rows[1:] if any(row.cells)], path, rows[0].cells)


def _inline(node: SyntaxTreeNode) -> str:
    """The words of a node without marks; a link keeps its words, a line break becomes a space."""
    if node.type in ("text", "code_inline"):
        return node.content
    if node.type in ("softbreak", "hardbreak"):
        return " "
    return "".join(_inline(child) for child in node.children).strip() if node.children else ""
