"""Owns reading Word documents: what they say in reading order, then footnotes, headers and footers once."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml
from lxml.etree import LxmlError

from appliance.contract.knowledge import Note, NoteCode
from appliance.contract.problems import ErrorCode, Refused
from appliance.knowledge.importers import zipped
from appliance.knowledge.importers.lead_ins import led
from appliance.knowledge.importers.questions import paired
from appliance.knowledge.importers.reading import Block, Reading
from appliance.knowledge.importers.word.flow import Flow
from appliance.knowledge.importers.word.paragraph import Styles, W

# A definition of entities stands in no Word document; it makes a small file endless, or reads other files.
_DEFINITION = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\x00!\x00[DE]\x00|\x00<\x00!\x00[DE]")
_PAGE_NUMBER = re.compile(
    r"^\W*(?:page|seite|p\.|página|pagina)?\s*\d*\s*(?:of|von|de|sur|di|van|/)?\s*\d*\W*$", re.IGNORECASE
)


def read(data: bytes) -> Reading:
    _check(zipped.opened(data, "Word document"))
    document, styles = _opened(data)
    flow = Flow(styles).read(document.element.body)
    around = list(dict.fromkeys(_around(document, styles)))
    inside = {line for block in flow.blocks for line in (*block.heading, block.text)}
    blocks = (*paired(led(flow.blocks)), *(Block((), line) for line in around if line not in inside))
    return Reading(flow.title, blocks).noting(*_hidden(flow.hidden))


def _opened(data: bytes) -> tuple[WordDocument, Styles]:
    try:
        document = Document(BytesIO(data))
        styles = {one.style_id: one.name or "" for one in document.styles}
        if document.element.body is None:
            raise ValueError("no body")
    except (OpcError, LxmlError, KeyError, ValueError, AttributeError) as cause:
        detail = "This is not a Word document, although its name says so, or it is damaged."
        raise Refused(ErrorCode.UNREADABLE_DOCUMENT, detail) from cause
    return document, styles


def _check(archive: zipfile.ZipFile) -> None:
    for member in archive.infolist():
        if member.filename.endswith((".xml", ".rels")) and _DEFINITION.search(zipped.unpacked(archive, member)):
            detail = "This document holds definitions that only harmful files have, so it was not opened."
            raise Refused(ErrorCode.UNREADABLE_DOCUMENT, detail)


def _around(document: WordDocument, styles: Styles) -> Iterator[str]:
    for root in (*_parts(document, "/header"), *_parts(document, "/footer")):
        lines = (block.text for block in Flow(styles).read(root).blocks)
        yield from (line for line in lines if not _PAGE_NUMBER.match(line))
    for root in _parts(document, "/footnotes"):
        for note in root.iter(f"{W}footnote"):
            if note.get(f"{W}type") is None:  # the others draw the line above
                yield from (block.text for block in Flow(styles).read(note).blocks)


def _parts(document: WordDocument, kind: str) -> list[Any]:
    """The roots of the document's parts of this kind."""
    related = document.part.rels.values()
    blobs = (one.target_part.blob for one in related if one.reltype.endswith(kind) and not one.is_external)
    try:
        return [parse_xml(blob) for blob in blobs]
    except LxmlError:
        return []  # what stands around the text is not worth losing the text


def _hidden(texts: list[str]) -> Iterator[Note]:
    if texts:
        quoted = " … ".join(texts)[:300]
        yield Note(code=NoteCode.HIDDEN_TEXT, detail=f"Text in hidden letters was left out: “{quoted}”")
