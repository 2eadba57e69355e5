"""Owns keeping a list with the line that leads into it: "Not covered:" must not be parted from what is not. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from appliance.knowledge.importers.questions import PAIR_WORDS
from appliance.knowledge.importers.reading import Block

LEAD_WORDS = 15


def led(blocks: Sequence[Block]) -> list[Block]:
    """Each list under its leading line, where it is too long to be one piece with it."""
    result: list[Block] = []
    at = 0
    while at < len(blocks):
        items = list(_items(blocks, at)) if _leads(blocks[at]) else []
        if items and _is_long([blocks[at], *items]):
            heading = (*blocks[at].heading, blocks[at].text.rstrip(": "))
            result += [replace(item, heading=heading) for item in items]
        else:
            result += [blocks[at], *items]
        at += 1 + len(items)
    return result


def _leads(block: Block) -> bool:
    return block.text.endswith(":") and len(block.text.split()) <= LEAD_WORDS and "\n" not in block.text


def _items(blocks: Sequence[Block], lead: int) -> Iterator[Block]:
    heading = blocks[lead].heading
    return takewhile(lambda one: one.item and one.heading == heading and not _leads(one), blocks[lead + 1 :])


def _is_long(blocks: Sequence[Block]) -> bool:
    return any(one.whole for one in blocks) or sum(len(one.text.split()) for one in blocks) > PAIR_WORDS
