"""Owns the stored files: each under the SHA-256 of its content, so the same content is stored once."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class DocumentFiles:
    """The folder of stored documents. Blocking."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest

    def store(self, data: bytes) -> str:
        """Write the bytes beside, then swap; the digest is returned."""
        digest = digest_of(data)
        path = self.path(digest)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            beside = path.with_suffix(f".{os.getpid()}.part")
            with beside.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        return digest

    def old(self, least_s: float = 3_600.0) -> list[str]:
        """The digests of files stored at least so many seconds ago: a younger one's row may be on its way."""
        before = time.time() - least_s
        return [path.name for path in self._folder.glob("??/*") if path.stat().st_mtime <= before]

    def remove(self, digest: str) -> None:
        self.path(digest).unlink(missing_ok=True)
