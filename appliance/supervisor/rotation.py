"""Owns log files that cannot fill the disk, and the pipe through which a child writes into one."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

MOST_BYTES = 5_000_000
KEEP = 2
CHUNK_BYTES = 65_536


class RotatingLog:
    """`x.log`, and when it is full `x.log.1` and `x.log.2`, moved by renaming."""

    def __init__(self, path: Path, most_bytes: int = MOST_BYTES, keep: int = KEEP) -> None:
        self._path = path
        self._most_bytes = most_bytes
        self._keep = keep

    def write(self, data: bytes) -> None:
        """Append. A full disk loses the line: no log is worth a process that stops."""
        with suppress(OSError):
            with self._path.open("ab", buffering=0) as file:
                file.write(data)
                full = file.tell() >= self._most_bytes
            if full:
                self._rotate()

    def _rotate(self) -> None:
        names = [self._path, *(self._path.with_name(f"{self._path.name}.{n}") for n in range(1, self._keep + 1))]
        for newer, older in reversed(list(pairwise(names))):
            if newer.exists():
                newer.replace(older)


class LogPipe:
    """Give `writing` to a child as its output; what it writes lands in the log for as long as anyone holds it."""

    def __init__(self, log: RotatingLog) -> None:
        self._log = log
        self._reading, self.writing = os.pipe()
        os.set_blocking(self._reading, False)
        self._open = True
        asyncio.get_running_loop().add_reader(self._reading, self._move)

    def handed_over(self) -> None:
        """The child has its own copy of `writing` now; ours would keep the pipe open for ever."""
        os.close(self.writing)

    def close(self) -> None:
        """The child has ended: take its last words and let go."""
        while self._open and self._move():
            pass
        if self._open:
            self._shut()

    def _move(self) -> bool:
        """Move one piece to the log; False when there is none."""
        try:
            data = os.read(self._reading, CHUNK_BYTES)
        except BlockingIOError:
            return False
        if data:
            self._log.write(data)
        else:
            self._shut()
        return bool(data)

    def _shut(self) -> None:
        asyncio.get_running_loop().remove_reader(self._reading)
        os.close(self._reading)
        self._open = False
