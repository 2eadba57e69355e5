"""Files become blocks of text.

Owns: one file per format, and the table of which format reads which file name.
Does not own: limits and processes (documents/reader.py), cutting into passages (documents/chunking.py).
Look here first: IMPORTERS below; reading.py for what each of them gives.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from typing import cast

from appliance.contract.problems import ErrorCode, Refused
from appliance.knowledge.importers.reading import Reading

Importer = Callable[[bytes], Reading]
"""Raises Refused with a sentence for the owner when the file cannot be read."""

# Names of modules here, each with a `read`: only the process that reads a file loads what its format needs.
IMPORTERS: tuple[tuple[tuple[str, ...], str], ...] = (
    ((".pdf",), "pdf"),
    ((".docx",), "docx"),
    ((".xlsx", ".xlsm"), "xlsx"),
    ((".csv", ".tsv"), "csv"),
    ((".html", ".htm", ".xhtml"), "html"),
    ((".md", ".markdown"), "markdown"),
    ((".txt", ".text"), "text"),
    ((".eml",), "mail"),
    ((".json", ".jsonld"), "jsonld"),
)
# The shop's own facts, written by this house: an owner cannot bring such a file.
SHOP_FACTS = ".shopfacts"
SUFFIXES = tuple(suffix for suffixes, _ in IMPORTERS for suffix in suffixes)


def check_name(name: str) -> str:
    """The module that reads files of this name. Raises Refused, naming what can be read."""
    suffix = PurePath(name).suffix.lower()
    for suffixes, module in IMPORTERS:
        if suffix in suffixes:
            return module
    known = ", ".join(SUFFIXES)
    raise Refused(ErrorCode.UNSUPPORTED_DOCUMENT, f"{name} cannot be read; Shopbell reads {known}.")


def importer_for(name: str) -> Importer:
    """The importer for a file name. Raises Refused, naming what can be read."""
    module = "shop_facts" if name.endswith(SHOP_FACTS) else check_name(name)
    return cast(Importer, import_module(f"{__name__}.{module}").read)
