"""Owns the import manifest: every file of it read as the worker reads files, and what has to come out of each.

The manifest is `docs_manifest.jsonl`: a line names a file, says what it is and what is expected of it.
"""

from __future__ import annotations

import asyncio
import json
import resource
import textwrap
import time
from dataclasses import dataclass
from pathlib import Path

from appliance.contract.knowledge import ReadDocument
from appliance.contract.problems import Refused
from appliance.knowledge.documents.confinement import MEMORY_BYTES
from appliance.knowledge.documents.reader import READ_S, read_apart
from tests.bench.knowledge import manifest_checks
from tests.bench.knowledge.manifest_checks import Given

MANIFEST = "docs_manifest.jsonl"
HOSTILE = "docs_hostile/"
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Result:
    """What one line of the manifest gave; `failed` says what is wrong with it."""

    file: str
    given: Given
    seconds: float
    failed: tuple[str, ...]


def run(data: Path) -> dict[str, int]:
    """Read and judge every line; the number of those that do not hold, hostile ones apart."""
    lines = [json.loads(line) for line in (data / MANIFEST).read_text(encoding="utf-8").splitlines()]
    results = [asyncio.run(_judge(data, line["file"])) for line in lines]
    for result, line in zip(results, lines, strict=True):
        _show(result, line["expect"])
    failed = [result for result in results if result.failed]
    hostile = sum(result.file.startswith(HOSTILE) for result in failed)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"{len(results)} files, {sum(one.seconds for one in results):.0f} s; the largest reader took {peak} MB.")
    return {"manifest_failed": len(failed) - hostile, "hostile_failed": hostile}


async def _judge(data: Path, file: str) -> Result:
    path = data / file
    began = time.monotonic()
    given: Given
    try:
        given = await read_apart(path, path.name)
    except Refused as refusal:
        given = refusal.detail
    seconds = time.monotonic() - began
    failed = list(manifest_checks.check(path, given))
    failed += [f"it took {seconds:.0f} s"] if seconds > READ_S + 1 else []
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    failed += [f"a reader took {peak // 1_000_000} MB"] if peak > MEMORY_BYTES else []
    return Result(file, given, seconds, tuple(failed))


def _show(result: Result, expected: str) -> None:
    print(f"{'FAILED' if result.failed else 'holds '} {result.file}  ({result.seconds:.1f} s)")
    for wrong in result.failed:
        print(f"         wrong: {wrong} — expected: {expected}")
    if isinstance(result.given, ReadDocument):
        _show_read(result.given)
    else:
        print(f"         refused: {result.given}")


def _show_read(read: ReadDocument) -> None:
    print(f"         {read.title!r}: {len(read.passages)} passages, {len(read.products)} products")
    for note in read.notes:
        print(f"         note {note.code}: {textwrap.shorten(note.detail, 150)}")
    for passage in read.passages[:SHOWN]:
        place = "".join(f" {name} {value}" for name, value in passage.place if value)
        told = " › ".join((*passage.heading, passage.text))
        print(f"         -{place} {textwrap.shorten(told, 150)}")
