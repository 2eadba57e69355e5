"""Owns the process that reads web pages, seen from outside: killed when a page takes too long, and started anew."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from types import TracebackType

from pydantic import ValidationError

from appliance.knowledge.website.pages.child import Asked, Told

PAGE_S = 15.0
COMMAND = (sys.executable, "-m", "appliance", "read-pages")
# All links and blocks of a page on one line.
LINE_BYTES = 16_000_000


class TooMuch(Exception):
    """The page cannot be read within the limits."""


class PageReader:
    """Use it in an `async with`; it reads one page after the other."""

    def __init__(self, page_s: float = PAGE_S, command: Sequence[str] = COMMAND) -> None:
        self._page_s, self._command = page_s, command
        self._child: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> PageReader:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._end()

    async def ask(self, asked: Asked) -> Told:
        """Raises TooMuch."""
        child = self._child or await self._start()
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            async with asyncio.timeout(self._page_s):
                child.stdin.write(asked.model_dump_json().encode() + b"\n")
                await child.stdin.drain()
                return Told.model_validate_json(await child.stdout.readline())
        except (TimeoutError, ValidationError, ValueError, ConnectionError) as cause:
            await self._end()
            raise TooMuch from cause

    async def _start(self) -> asyncio.subprocess.Process:
        pipe = asyncio.subprocess.PIPE
        self._child = await asyncio.create_subprocess_exec(*self._command, stdin=pipe, stdout=pipe, limit=LINE_BYTES)
        return self._child

    async def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        if child.returncode is None:
            child.kill()
        await child.wait()
