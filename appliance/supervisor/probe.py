"""Owns looking at a child from outside: one look gives one `Look`, and never raises for what a child does."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from appliance.contract.ports import HOST
from appliance.core.clock import Monotonic, monotonic

TIMEOUT_S = 2.0
MOST_BYTES = 64 * 1024

_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})\b")
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d{1,9})\r\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at a child showed. `progress` is any number that grows while it works."""

    alive: bool
    ready: bool = False
    busy: bool = False
    progress: int = 0


Probe = Callable[[], Awaitable[Look]]
NOT_ALIVE = Look(alive=False)


class HttpProbe:
    """Asks /livez and /readyz. Not answering within 2 s, garbage and any status but 200 count as no."""

    def __init__(self, port: int, token: str) -> None:
        self._port = port
        self._token = token

    async def __call__(self) -> Look:
        try:
            status, body = await self._get("/livez")
            look = _read_livez(body) if status == 200 else NOT_ALIVE
            if look.alive:
                status, _ = await self._get("/readyz")
        except (OSError, EOFError, ValueError, RecursionError, asyncio.LimitOverrunError):
            return NOT_ALIVE
        return Look(look.alive, ready=look.alive and status == 200, busy=look.busy, progress=look.progress)

    async def _get(self, path: str) -> tuple[int, bytes]:
        async with asyncio.timeout(TIMEOUT_S):
            reader, writer = await asyncio.open_connection(HOST, self._port, limit=MOST_BYTES)
            try:
                writer.write(
                    f"GET {path} HTTP/1.1\r\nHost: {HOST}:{self._port}\r\n"
                    f"Authorization: Bearer {self._token}\r\nConnection: close\r\n\r\n".encode()
                )
                head = await reader.readuntil(b"\r\n\r\n")
                status, length = _STATUS.match(head), _LENGTH.search(head)
                if status is None or length is None or int(length[1]) > MOST_BYTES:
                    raise ValueError("this is not the HTTP that our processes speak")
                return int(status[1]), await reader.readexactly(int(length[1]))
            finally:
                writer.transport.abort()


class TouchProbe:
    """Watches a file's time of change. Make a new one before each start: what was touched until then does not count."""

    def __init__(self, file: Path, within_s: float, clock: Monotonic = monotonic) -> None:
        self._file = file
        self._within_s = within_s
        self._clock = clock
        self._seen = self._touched()
        self._changed_at: float | None = None

    async def __call__(self) -> Look:
        # Only that the time changed counts, never which time it is: a corrected clock makes nobody ill.
        touched = self._touched()
        if touched != self._seen:
            self._seen, self._changed_at = touched, self._clock()
        alive = self._changed_at is not None and self._clock() - self._changed_at < self._within_s
        return Look(alive, ready=alive)

    def _touched(self) -> int | None:
        try:
            return self._file.stat().st_mtime_ns
        except OSError:
            return None


def _read_livez(body: bytes) -> Look:
    said = json.loads(body)
    if not isinstance(said, dict) or said.get("alive") is not True:
        return NOT_ALIVE
    progress = said.get("progress", 0)
    if not isinstance(progress, int):
        raise ValueError("progress is not a number")  # noqa: TRY004  what a child says wrongly is a wrong value
    return Look(alive=True, busy=said.get("busy") is True, progress=progress)
