"""Owns reading one document in a process of its own, so that a broken or hostile file hurts nobody."""

from __future__ import annotations

import asyncio
import resource
import sys
from pathlib import Path, PurePath

from pydantic import ValidationError

from appliance.contract.knowledge import ReadDocument
from appliance.contract.problems import ErrorCode, Refused, ShopbellError
from appliance.knowledge.documents.chunking import passages
from appliance.knowledge.facts.findings import findings
from appliance.knowledge.importers import importer_for

READ_S = 60.0
MEMORY_BYTES = 1_500_000_000
OUTPUT_BYTES = 50_000_000
COMMAND = (sys.executable, "-m", "appliance", "read-document")


def read_here(path: Path, name: str) -> ReadDocument:
    """Read a file in this process. Raises Refused when it cannot be read or says nothing."""
    reading = importer_for(name)(path.read_bytes())
    found = passages(reading)
    if not found:
        raise Refused(ErrorCode.UNREADABLE_DOCUMENT, f"{name} holds no text that could be read.")
    title = reading.title or PurePath(name).stem
    return ReadDocument(
        title=title,
        passages=tuple(found),
        notes=reading.notes,
        products=reading.products,
        findings=findings(reading, title),
    )


def child_main(path: Path, name: str) -> int:
    """The child's whole life: read one file within its limits, say it on standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (int(READ_S), int(READ_S)))
    try:
        print(read_here(path, name).model_dump_json())
    except ShopbellError as refusal:
        print(refusal.detail, file=sys.stderr)
        return 1
    except (MemoryError, RecursionError):
        print(f"{name} is too large or too deeply nested to be read.", file=sys.stderr)
        return 1
    return 0


async def read_apart(path: Path, name: str) -> ReadDocument:
    """Read a file in a child that is killed when it takes too long. Raises Refused with a sentence for the owner."""
    child = await asyncio.create_subprocess_exec(
        *COMMAND, str(path), name, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    try:
        async with asyncio.timeout(READ_S):
            out, err = await child.communicate()
    except TimeoutError:
        raise Refused(ErrorCode.UNREADABLE_DOCUMENT, f"{name} took too long to read.") from None
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if child.returncode == 1 and (said := err.decode(errors="replace").strip()):
        raise Refused(ErrorCode.UNREADABLE_DOCUMENT, said.splitlines()[-1])
    try:
        return ReadDocument.model_validate_json(out[:OUTPUT_BYTES])
    except ValidationError as cause:
        detail = f"{name} could not be read; the file may be broken."
        raise Refused(ErrorCode.UNREADABLE_DOCUMENT, detail) from cause
