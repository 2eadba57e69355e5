"""Owns room on the disk: asking before a large file is written, and saying when it ran out on the way."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from appliance.contract.problems import ErrorCode, Refused

FreeBytes = Callable[[Path], int]
"""How many bytes may still be written into this folder."""

# Left for what else the box writes meanwhile: conversations, logs, the index.
MARGIN_BYTES = 500_000_000
FULL = (errno.ENOSPC, errno.EDQUOT)


def free_bytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free


def require_room(folder: Path, needed: int, name: str, free: FreeBytes) -> None:
    """Raises Refused when `needed` more bytes would not leave the margin."""
    if (there := free(folder)) < needed + MARGIN_BYTES:
        detail = f"{name} needs {gb(needed)} more on the disk with some to spare, and {gb(there)} are free."
        raise Refused(ErrorCode.NO_ROOM, detail)


def not_stored(cause: OSError, name: str, *, kept: bool) -> Refused:
    """What to raise for an error of the disk while `name` was being written; `kept`: it can be continued."""
    if cause.errno not in FULL:
        return Refused(ErrorCode.NO_ROOM, f"{name} could not be stored: {cause.strerror}.")
    so = "What came is kept: make room, and it goes on from there." if kept else "Make room and start it again."
    return Refused(ErrorCode.NO_ROOM, f"The disk is full, so {name} could not be stored. {so}")


def sync_folder(folder: Path) -> None:
    """Make a file's new name last through a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def gb(size: int) -> str:
    return f"{size / 1e9:.1f} GB"
