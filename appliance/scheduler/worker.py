"""Owns running jobs: claim, run, report, end; each worker one at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping
from contextlib import suppress
from datetime import timedelta

import structlog

from appliance.contract.jobs import JobKind, JobState
from appliance.contract.problems import ShopbellError, Unavailable
from appliance.core.jobs import Claimed, JobQueue
from appliance.core.jobs.current import running

log = structlog.get_logger()

Progress = Callable[[int, int], Awaitable[None]]
# What it returns is the job's result, for whoever waits for it.
Handler = Callable[[Mapping[str, str], Progress], Awaitable[str | None]]
# How soon a new job is noticed.
LOOK_EVERY_S = 0.5
AGAIN_AFTER = timedelta(seconds=5)


class Cancelled(Exception):
    """Somebody asked to cancel the job; raised out of its next progress report."""


class Worker:
    """Works off the table of jobs with one handler a kind."""

    def __init__(
        self,
        queue: JobQueue,
        handlers: Mapping[JobKind, Handler],
        kinds: Collection[JobKind] = tuple(JobKind),
        look_every_s: Callable[[], float] = lambda: LOOK_EVERY_S,
    ) -> None:
        """It claims jobs of these `kinds` and leaves the others to other workers."""
        self._queue = queue
        self._handlers = handlers
        self._kinds = kinds
        self._look_every_s = look_every_s

    async def run(self) -> None:
        """Work until cancelled, also past times when another process holds the database for long."""
        while True:
            worked = False
            with suppress(Unavailable):  # a job whose end could not be written is done again when its lease is over
                worked = await self.run_one()
            if not worked:
                await asyncio.sleep(self._look_every_s())

    async def run_one(self) -> bool:
        """Run the next due job to its end; False when there was none. Raises Unavailable when no row can be written."""
        claimed = await self._queue.claim(self._kinds)
        if claimed is None:
            return False
        log.info("job_started", job=claimed.id, kind=claimed.kind)
        try:
            with running(claimed.id):
                result = await self._handlers[claimed.kind](claimed.payload, self._progress(claimed))
        except Cancelled:
            await self._queue.finish(claimed.id, JobState.CANCELLED)
        except Unavailable as passing:
            await self._queue.try_again(claimed.id, passing.detail, AGAIN_AFTER)
        except ShopbellError as refusal:
            await self._queue.finish(claimed.id, JobState.FAILED, refusal.detail)
        except asyncio.CancelledError:
            raise  # the process stops: the job stays running and is queued again at the next start
        except Exception:  # a job's outer shell: the worker goes on with the next one
            log.exception("job_failed", job=claimed.id, kind=claimed.kind)
            await self._queue.finish(claimed.id, JobState.FAILED, "Something went wrong inside Shopbell.")
        else:
            await self._queue.finish(claimed.id, JobState.SUCCEEDED, result=result)
        return True

    def _progress(self, claimed: Claimed) -> Progress:
        async def report(done: int, total: int) -> None:
            if not await self._queue.progress(claimed.id, done, total):
                raise Cancelled

        return report
