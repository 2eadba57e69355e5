"""Owns an unfinished download on disk: `<name>.part`, and beside it whose beginning it is.

Every method blocks; none is called while another one runs, except `close`, which waits for it.
"""

from __future__ import annotations

import hashlib
import os
import threading
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

from appliance.catalogue.disk import sync_folder
from appliance.contract.model import Value
from appliance.core import atomic

# Read at a time when what is there is hashed: long enough to be fast, short enough to be interrupted.
STEP_BYTES = 16_000_000


class Origin(Value):
    """Where the part comes from, and how that server tells one version of the file from another."""

    url: str
    etag: str | None = None
    modified: str | None = None

    @property
    def if_range(self) -> str | None:
        """What to show the server so that it continues this version and no other; a weak tag promises nothing."""
        return self.etag if self.etag and not self.etag.startswith("W/") else self.modified


class PartFile:
    """Use it in a `with`. `size` bytes are there, of which `hashed` went into the hash."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.path = target.with_name(f"{target.name}.part")
        self._notes = target.with_name(f"{target.name}.part.json")
        self._lock = threading.Lock()
        self._stream: BinaryIO | None = None

    def __enter__(self) -> PartFile:
        self.path.touch(mode=0o600)
        self._stream = self.path.open("r+b", buffering=0)
        self.size = self.path.stat().st_size
        self.hashed = 0
        self._hash = hashlib.sha256()
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._open().close()
            self._stream = None
        if self.path.exists() and not self.path.stat().st_size:
            self.path.unlink()  # nothing of it came

    def origin(self) -> Origin | None:
        """None when nobody knows whose beginning this is; then it cannot be continued."""
        try:
            return Origin.model_validate_json(self._notes.read_bytes())
        except (OSError, ValidationError):
            return None

    def come_from(self, origin: Origin) -> None:
        atomic.write_text(self._notes, origin.model_dump_json())

    def hash_some(self) -> bool:
        """Hash the next piece of what is there; False when all of it is hashed."""
        with self._lock:
            stream = self._open()
            stream.seek(self.hashed)
            piece = stream.read(min(STEP_BYTES, self.size - self.hashed))
            self._hash.update(piece)
            self.hashed += len(piece)
            return bool(piece) and self.hashed < self.size

    def begin_anew(self) -> None:
        with self._lock:
            self._open().truncate(0)
            self.size = self.hashed = 0
            self._hash = hashlib.sha256()

    def append(self, data: bytes) -> None:
        """Raises OSError; what fitted before it is kept and counted."""
        with self._lock:
            stream, rest = self._open(), memoryview(data)
            stream.seek(self.size)
            while rest:
                written = stream.write(rest)
                self._hash.update(rest[:written])
                self.size += written
                self.hashed += written
                rest = rest[written:]

    def sha256(self) -> str:
        return self._hash.hexdigest()

    def finish(self) -> None:
        """Flush it to disk and give it its name; the name appears when the whole file is there."""
        with self._lock:
            os.fsync(self._open().fileno())
            self.path.replace(self.target)
            self._notes.unlink(missing_ok=True)
            sync_folder(self.target.parent)

    def discard(self) -> None:
        """Delete it, so that the next attempt begins anew."""
        self._notes.unlink(missing_ok=True)
        self.begin_anew()

    def _open(self) -> BinaryIO:
        if self._stream is None:
            raise ValueError("the part is not open")
        return self._stream
