"""Owns writing a file so that a reader sees the old text or the new one, never half. Standard library only."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_text(path: Path, text: str, mode: int = 0o600) -> None:
    """Write beside `path`, flush to disk, then swap. Raises OSError and leaves the old file as it was."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as new:
            new.write(text)
            new.flush()
            os.fsync(new.fileno())
        Path(beside).chmod(mode)
        Path(beside).replace(path)
    finally:
        Path(beside).unlink(missing_ok=True)  # there only when the swap did not happen
