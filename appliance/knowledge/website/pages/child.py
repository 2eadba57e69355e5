"""Owns the life of the process that reads web pages: one request a line in, one answer a line out."""

from __future__ import annotations

import resource
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from appliance.contract.model import Value
from appliance.contract.problems import Refused
from appliance.knowledge.importers.decoding import decode
from appliance.knowledge.website.pages.page import OwnText, Page, read, without

MEMORY_BYTES = 1_000_000_000


class Asked(Value):
    """Read the file of this page; with `into`, write it there without the blocks of these marks."""

    file: Path
    url: str
    charset: str | None = None
    into: Path | None = None
    repeated: frozenset[str] = frozenset()


class Told(Value):
    """One of the two, or neither when the file holds no text."""

    page: Page | None = None
    own: OwnText | None = None


def main() -> int:
    """Until the other end closes. A page that is too large for the limits ends the process; another one is started."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    for line in answers(sys.stdin):
        print(line, flush=True)
    return 0


def answers(requests: Iterable[str]) -> Iterator[str]:
    for request in requests:
        yield _answer(Asked.model_validate_json(request)).model_dump_json()


def _answer(asked: Asked) -> Told:
    try:
        html = decode(asked.file.read_bytes(), asked.charset)
    except Refused:
        return Told()
    if asked.into is None:
        return Told(page=read(html, asked.url))
    stripped, own = without(html, asked.url, asked.repeated)
    asked.into.write_text(stripped, encoding="utf-8", errors="replace")
    return Told(own=own)
