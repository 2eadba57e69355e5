"""Files become blocks of text.

Owns: one file per format, and the table of which format reads which file name.
Does not own: limits and processes (reader.py), cutting into passages (chunking.py).
Look here first: IMPORTERS below.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from appliance.contract.problems import ErrorCode, Refused
from appliance.knowledge.importers import html, markdown, text
from appliance.knowledge.importers.reading import Reading

Importer = Callable[[bytes], Reading]

IMPORTERS: tuple[tuple[tuple[str, ...], Importer], ...] = (
    ((".md", ".markdown"), markdown.read),
    ((".html", ".htm", ".xhtml"), html.read),
    ((".txt", ".text"), text.read),
)
SUFFIXES = tuple(suffix for suffixes, _ in IMPORTERS for suffix in suffixes)


def importer_for(name: str) -> Importer:
    """The importer for a file name. Raises Refused, naming what can be read."""
    suffix = PurePath(name).suffix.lower()
    for suffixes, importer in IMPORTERS:
        if suffix in suffixes:
            return importer
    known = ", ".join(SUFFIXES)
    raise Refused(ErrorCode.UNSUPPORTED_DOCUMENT, f"{name} cannot be read; Shopbell reads {known}.")
