"""Owns the note beside each model file: its hash, and by what one sees that it has not been touched since."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from pathlib import Path

from pydantic import ValidationError

from appliance.contract.model import Value
from appliance.contract.models import Sha256
from appliance.core import atomic

# Read at a time; between two pieces a caller may be told how far it is, and may stop it.
STEP_BYTES = 4_000_000
# File systems count time in ticks of the kernel's clock: ten milliseconds at most.
TICK_S = 0.02

Told = Callable[[int], None]


class Fingerprint(Value):
    """What changes when a file is written to. `ctime` cannot be set back by hand as the others can."""

    bytes: int
    mtime_ns: int
    ctime_ns: int

    @classmethod
    def of(cls, file: Path) -> Fingerprint:
        seen = file.stat()
        return cls(bytes=seen.st_size, mtime_ns=seen.st_mtime_ns, ctime_ns=seen.st_ctime_ns)


class Record(Value):
    """`sha256` is what the file had when it came; `seen` is how it looked at the last full check."""

    sha256: Sha256
    seen: Fingerprint


def read(file: Path) -> Record | None:
    """None when nobody noted anything, or nothing that can be read."""
    try:
        return Record.model_validate_json(_place(file).read_bytes())
    except (OSError, ValidationError):
        return None


def write(file: Path, sha256: str, seen: Fingerprint | None = None) -> Record:
    """Note that this file has this hash: as it was `seen` before it was read, or as it lies there now."""
    record = Record(sha256=sha256, seen=seen or Fingerprint.of(file))
    # Written to again within the same tick, the file would look as if it had not been.
    age_s = time.time() - record.seen.ctime_ns / 1e9
    time.sleep(min(max(0.0, TICK_S - age_s), TICK_S))
    atomic.write_text(_place(file), record.model_dump_json(indent=2) + "\n")
    return record


def forget(file: Path) -> None:
    _place(file).unlink(missing_ok=True)


def hash_of(file: Path, told: Told | None = None) -> str:
    """The SHA-256 of the whole file; blocks, seconds for each gigabyte. Raises OSError."""
    digest, done = hashlib.sha256(), 0
    with file.open("rb") as stream:
        while piece := stream.read(STEP_BYTES):
            digest.update(piece)
            done += len(piece)
            if told:
                told(done)
    return digest.hexdigest()


def _place(file: Path) -> Path:
    return file.with_name(f"{file.name}.json")
