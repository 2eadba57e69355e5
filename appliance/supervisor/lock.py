"""Owns that a data folder has one supervisor at a time."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class AlreadyRunning(Exception):
    """Another supervisor holds this folder."""


@contextmanager
def only_one(file: Path) -> Iterator[None]:
    """Hold `file` for as long as we live: the kernel lets go of it however we end. Raises AlreadyRunning."""
    with file.open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as cause:
            raise AlreadyRunning(f"Shopbell is already running from {file.parent.parent}.") from cause
        yield
