"""Owns bringing kept answers to disk without anybody waiting for it: in batches, a moment later."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

import structlog

from appliance.chat.cache.keeping.entry import Entry
from appliance.chat.cache.keeping.rows import AnswerRows

log = structlog.get_logger()

# A crash loses what was kept within this; it is made anew when it is asked for.
GATHER_S = 2.0


class Journal:
    """What has changed since the last batch; the newest state of each answer counts."""

    def __init__(self, rows: AnswerRows, gather_s: float = GATHER_S) -> None:
        self._rows = rows
        self._gather_s = gather_s
        self._changes: dict[str, Entry | None] = {}
        self._one_at_a_time = asyncio.Lock()
        self._writing: asyncio.Task[None] | None = None

    def kept(self, entry: Entry) -> None:
        self._changes[entry.id] = entry
        self._write_soon()

    def dropped(self, entries: Iterable[Entry]) -> None:
        self._changes |= {entry.id: None for entry in entries}
        self._write_soon()

    async def flush(self) -> None:
        """Write what there is now."""
        async with self._one_at_a_time:
            changes, self._changes = self._changes, {}
            if changes:
                kept = [entry for entry in changes.values() if entry is not None]
                await self._rows.write(kept, [name for name, entry in changes.items() if entry is None])

    async def clear(self) -> None:
        """Forget everything, on disk too."""
        self._changes.clear()
        async with self._one_at_a_time:
            await self._rows.clear()

    async def close(self) -> None:
        if self._writing:
            self._writing.cancel()
            await asyncio.gather(self._writing, return_exceptions=True)
        await self.flush()

    def _write_soon(self) -> None:
        if self._changes and (self._writing is None or self._writing.done()):
            self._writing = asyncio.create_task(self._write())
            self._writing.add_done_callback(_heard)

    async def _write(self) -> None:
        while self._changes:
            await asyncio.sleep(self._gather_s)
            await self.flush()


def _heard(task: asyncio.Task[None]) -> None:
    """What could not be written is made anew after the next start; nobody is told wrong."""
    if not task.cancelled() and (error := task.exception()):
        log.warning("answers_not_written", error=repr(error))
