"""Owns fetching one file: continued where it stopped, checked as a whole, there under its name or not at all."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import httpx2

from appliance.catalogue import disk
from appliance.catalogue.gguf_head import require_gguf
from appliance.catalogue.part_file import PartFile
from appliance.catalogue.patience import Pace, Patience
from appliance.catalogue.source import Offer, Passing, StartAnew, offered
from appliance.contract.problems import ErrorCode, Refused, Unavailable
from appliance.core.clock import Monotonic, monotonic

Progress = Callable[[int, int], Awaitable[None]]
"""Told bytes here and bytes in all (0: not known). What it raises ends the download, which can be continued."""

# Where the size is only about known, a file this much larger is something else.
LARGER_AT_MOST = 1.5


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to fetch and where to put it. `name` is what sentences call it."""

    name: str
    url: str
    file: Path
    size: int
    size_exact: bool
    sha256: str | None

    @property
    def at_most(self) -> int:
        return self.size if self.size_exact else int(self.size * LARGER_AT_MOST)


@dataclass(frozen=True, slots=True)
class Download:
    """Safe to run again after anything: what came is kept, unless it is wrong."""

    http: httpx2.AsyncClient
    patience: Patience
    free: disk.FreeBytes = disk.free_bytes
    clock: Monotonic = monotonic

    async def run(self, wanted: Wanted, progress: Progress) -> str:
        """Fetch it; its SHA-256. Raises Refused for good, Unavailable when it may work later."""
        try:
            with PartFile(wanted.file) as part:
                await _Run(self, wanted, part, progress).fetch()
                await asyncio.to_thread(_accept, wanted, part)
                return part.sha256()
        except OSError as cause:
            raise disk.not_stored(cause, wanted.name, kept=True) from cause


class _Run:
    """One run: attempts, one after the other, until the part is complete."""

    def __init__(self, means: Download, wanted: Wanted, part: PartFile, progress: Progress) -> None:
        self._means, self._wanted, self._part, self._progress = means, wanted, part, progress
        self._total, self._told_at = wanted.size, 0.0

    async def fetch(self) -> None:
        await self._take_up()
        if self._wanted.size_exact and self._part.size == self._wanted.size:
            return  # it broke off between the last byte and the name
        fruitless, farthest = 0, self._part.size
        last: Exception | None = None
        for _ in range(self._means.patience.attempts):
            try:
                await self._attempt()
            except (httpx2.TransportError, Passing) as cause:
                if isinstance(cause, StartAnew):
                    await asyncio.to_thread(self._part.begin_anew)
                last = cause
                fruitless = 0 if self._part.size > farthest else fruitless + 1
                farthest = max(farthest, self._part.size)
                if fruitless > len(self._means.patience.pauses_s):
                    break
                asked_s = cause.wait_s if isinstance(cause, Passing) else 0.0
                await self._pause(max(self._means.patience.pauses_s[max(fruitless, 1) - 1], asked_s))
            else:
                return
        raise self._gave_up() from last

    async def _take_up(self) -> None:
        """Hash what is there, or drop it when it is the beginning of something else."""
        part, origin = self._part, self._part.origin()
        if part.size > self._wanted.at_most or not (origin and origin.url == self._wanted.url and origin.if_range):
            await asyncio.to_thread(part.begin_anew)
        while await asyncio.to_thread(part.hash_some):
            await self._tell()

    async def _attempt(self) -> None:
        async with offered(self._means.http, self._wanted.url, self._part.size, self._part.origin()) as offer:
            self._check(offer)
            rest = (offer.total or self._wanted.size) - self._part.size
            disk.require_room(self._wanted.file.parent, rest, self._wanted.name, self._means.free)
            if offer.start < self._part.size:
                await asyncio.to_thread(self._part.begin_anew)
            await asyncio.to_thread(self._part.come_from, offer.origin)
            await self._take_in(offer)

    def _check(self, offer: Offer) -> None:
        """Raises Refused when the server offers a file of another size: it is not the one of the catalogue."""
        wanted, total = self._wanted, offer.total
        if total is None:
            return
        self._total = total
        if total > wanted.at_most or (wanted.size_exact and total != wanted.size):
            detail = (
                f"The file offered for {wanted.name} has {total} bytes instead of {wanted.size}: it is another one."
            )
            raise Refused(ErrorCode.DOWNLOAD_FAILED, detail)

    async def _take_in(self, offer: Offer) -> None:
        limit = offer.total or self._wanted.at_most
        pace = Pace(self._means.patience, self._means.clock)
        async for piece in offer.pieces:
            if self._part.size + len(piece) > limit:
                await asyncio.to_thread(self._part.discard)
                detail = f"More came for {self._wanted.name} than was announced, so it was stopped."
                raise Refused(ErrorCode.DOWNLOAD_FAILED, detail)
            await asyncio.to_thread(self._part.append, piece)
            if pace.drips(len(piece)):
                raise Passing("the server only drips")
            await self._tell()
        if offer.total and self._part.size < offer.total:
            raise Passing("it ended too early")
        await self._tell(now=True)

    async def _tell(self, now: bool = False) -> None:
        if now or self._means.clock() - self._told_at >= self._means.patience.tell_every_s:
            self._told_at = self._means.clock()
            await self._progress(self._part.hashed, self._total)

    async def _pause(self, seconds: float) -> None:
        """In steps, so that a cancelled download is noticed while it waits."""
        until = self._means.clock() + seconds
        while (left := until - self._means.clock()) > 0:
            await self._tell()
            await asyncio.sleep(min(left, self._means.patience.tell_every_s))

    def _gave_up(self) -> Unavailable:
        host = httpx2.URL(self._wanted.url).host
        detail = f"{self._wanted.name} could not be fetched from {host}. What came is kept; it goes on from there."
        return Unavailable(ErrorCode.DOWNLOAD_FAILED, detail)


def _accept(wanted: Wanted, part: PartFile) -> None:
    """Give the part its name, or delete it and raise Refused when it is not what was wanted."""
    try:
        if wanted.size_exact and part.size != wanted.size:
            detail = f"What came for {wanted.name} has {part.size} bytes instead of {wanted.size}; it was deleted."
            raise Refused(ErrorCode.UNUSABLE_MODEL, detail)
        if wanted.sha256 and part.sha256() != wanted.sha256:
            detail = (
                f"What came for {wanted.name} is not the file of the catalogue (its SHA-256 differs); it was deleted."
            )
            raise Refused(ErrorCode.UNUSABLE_MODEL, detail)
        require_gguf(part.path, wanted.name)
    except Refused:
        part.discard()
        raise
    part.finish()
