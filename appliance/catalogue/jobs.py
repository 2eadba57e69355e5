"""Owns the two long works about models: downloading one, and taking in a file of the owner's own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from appliance.catalogue import records
from appliance.catalogue.download import Download, Progress, Wanted
from appliance.catalogue.entries import Entries
from appliance.catalogue.shelf import Shelf
from appliance.contract.models import CatalogueModel
from appliance.contract.problems import Refused

T = TypeVar("T")
TELL_EVERY_S = 0.5
# A job counts in megabytes: people read them, and they fit into every database's whole numbers.
MB = 1_000_000


class _Stopped(Exception):
    """The thread is asked to leave its work."""


class ModelJobs:
    """Run by the worker. Both may be run again after anything: they go on, or see that nothing is left to do."""

    def __init__(self, entries: Entries, shelf: Shelf, download: Download) -> None:
        self._entries, self._shelf, self._download = entries, shelf, download

    async def download(self, payload: Mapping[str, str], progress: Progress) -> None:
        """Fetch the model of this id, from where the last attempt stopped."""
        entry = self._entries.get(payload["model_id"])
        file = self._shelf.place_of(entry)
        if file.is_file() and await _apart(
            lambda told: self._is_right(file, told), _in_megabytes(progress), entry.size_bytes
        ):
            return
        sha256 = await self._download.run(_wanted(entry, file), _in_megabytes(progress))
        await asyncio.to_thread(records.write, file, sha256)

    async def add(self, payload: Mapping[str, str], progress: Progress) -> None:
        """Copy a file into the models folder, or note the hash of one that lies there."""
        source = Path(payload["path"])
        size = await asyncio.to_thread(self._shelf.require_addable, source)
        await _apart(lambda told: self._shelf.add(source, told), _in_megabytes(progress), size)

    def _is_right(self, file: Path, told: records.Told) -> bool:
        try:
            self._shelf.verify(file, told)
        except Refused:
            return False
        return True


def _in_megabytes(progress: Progress) -> Progress:
    async def told(done: int, total: int) -> None:
        await progress(done // MB, total // MB)

    return told


def _wanted(entry: CatalogueModel, file: Path) -> Wanted:
    assert entry.url, "the model that comes with Shopbell is never downloaded"
    return Wanted(entry.name, entry.url, file, entry.size_bytes, entry.size_exact, entry.sha256)


async def _apart(work: Callable[[records.Told], T], progress: Progress, total: int) -> T:
    """Do `work` in a thread and tell how far it is; when telling ends the job, the thread is stopped first."""
    done, stop = 0, threading.Event()

    def told(now: int) -> None:
        nonlocal done
        done = now
        if stop.is_set():
            raise _Stopped

    working = asyncio.create_task(asyncio.to_thread(work, told))
    try:
        while not working.done():
            await progress(done, total)
            await asyncio.wait((working,), timeout=TELL_EVERY_S)
    finally:
        stop.set()
        await asyncio.wait((working,))
        working.exception()  # looked at here, so that nobody complains when it only says that it was stopped
    return working.result()
