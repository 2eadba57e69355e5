"""Owns reading one document in a process of its own, so that a broken or hostile file hurts nobody."""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path, PurePath

import structlog
from pydantic import ValidationError

from appliance.contract.knowledge import Note, NoteCode, ReadDocument
from appliance.contract.problems import ErrorCode, Refused, ShopbellError
from appliance.knowledge.documents.chunking import passages
from appliance.knowledge.documents.confinement import confine
from appliance.knowledge.facts.findings import findings
from appliance.knowledge.importers import importer_for
from appliance.knowledge.importers.suspicion import cleaned

log = structlog.get_logger()

READ_S = 60.0
OUTPUT_BYTES = 50_000_000
COMPLAINT_BYTES = 10_000
CHUNK_BYTES = 1_000_000
PASSAGES_MAX = 5_000
PRODUCTS_MAX = 10_000
COMMAND = (sys.executable, "-m", "appliance", "read-document")
# Python itself ends with 1 when it stumbles; what it says then is no sentence for the owner.
REFUSED = 3


def read_here(path: Path, name: str) -> ReadDocument:
    """Read a file in this process. Raises Refused when it cannot be read or says nothing."""
    reading = cleaned(importer_for(name)(path.read_bytes()))
    found = passages(reading)
    if not found:
        raise Refused(ErrorCode.UNREADABLE_DOCUMENT, f"{name} holds no text that could be read.")
    title = reading.title or PurePath(name).stem
    return ReadDocument(
        title=title,
        passages=tuple(found[:PASSAGES_MAX]),
        notes=(*reading.notes, *_cut_short(len(found), len(reading.products))),
        products=reading.products[:PRODUCTS_MAX],
        findings=findings(reading, title),
    )


def _cut_short(passages: int, products: int) -> list[Note]:
    if passages <= PASSAGES_MAX and products <= PRODUCTS_MAX:
        return []
    detail = f"It is very long: only the first {PASSAGES_MAX:,} passages and {PRODUCTS_MAX:,} products are kept."
    return [Note(code=NoteCode.CUT_SHORT, detail=detail)]


def child_main(path: Path, name: str) -> int:
    """The child's whole life: read one file within its limits, say it on standard output."""
    confine(cpu_s=int(READ_S))
    try:
        print(read_here(path, name).model_dump_json())
    except ShopbellError as refusal:
        print(refusal.detail, file=sys.stderr)
        return REFUSED
    except (MemoryError, RecursionError):
        print(f"{name} is too large or too deeply nested to be read.", file=sys.stderr)
        return REFUSED
    return 0


async def read_apart(path: Path, name: str) -> ReadDocument:
    """Read a file in a child that is killed when it takes too long. Raises Refused with a sentence for the owner."""
    child = await asyncio.create_subprocess_exec(
        *COMMAND, str(path), name, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    try:
        async with asyncio.timeout(READ_S):
            out, complaint = await asyncio.gather(_all(child), _end(child.stderr))
            code = await child.wait()
    except TimeoutError:
        raise Refused(ErrorCode.UNREADABLE_DOCUMENT, f"{name} took too long to read.") from None
    finally:
        if child.returncode is None:
            child.kill()
            await child.communicate()  # what it still had to say is in the way of its end
    return _understood(name, code, out, complaint)


async def _all(child: asyncio.subprocess.Process) -> bytes:
    """Everything the child says; one that says more than a document can hold is killed."""
    assert child.stdout is not None
    said = bytearray()
    while chunk := await child.stdout.read(CHUNK_BYTES):
        if len(said) <= OUTPUT_BYTES:
            said += chunk
        elif child.returncode is None:
            child.kill()
    return bytes(said)


async def _end(stream: asyncio.StreamReader | None) -> bytes:
    assert stream is not None
    last = b""
    while chunk := await stream.read(COMPLAINT_BYTES):
        last = (last + chunk)[-COMPLAINT_BYTES:]
    return last


def _understood(name: str, code: int, out: bytes, complaint: bytes) -> ReadDocument:
    """What the child said. Raises Refused when it refused, was killed or talks nonsense."""
    if code == REFUSED and (said := complaint.decode(errors="replace").strip()):
        raise Refused(ErrorCode.UNREADABLE_DOCUMENT, said.splitlines()[-1])
    if len(out) > OUTPUT_BYTES:
        raise Refused(ErrorCode.UNREADABLE_DOCUMENT, f"{name} holds more text than can be kept.")
    if code == -signal.SIGXCPU:
        raise Refused(ErrorCode.UNREADABLE_DOCUMENT, f"{name} took too long to read.")
    if code:
        log.warning("document_reader_ended", code=code, complaint=complaint.decode(errors="replace")[-500:])
    if code < 0:
        detail = f"{name} could not be read; it is broken, or takes far more memory than a document should."
        raise Refused(ErrorCode.UNREADABLE_DOCUMENT, detail)
    try:
        return ReadDocument.model_validate_json(out)
    except ValidationError as cause:
        detail = f"{name} could not be read; the file may be broken."
        raise Refused(ErrorCode.UNREADABLE_DOCUMENT, detail) from cause
