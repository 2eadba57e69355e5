"""Owns the nightly tidying: old jobs, results, traces and messages nobody took go, the database looks after itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import text

from appliance.business.outbox import Outbox
from appliance.core.clock import Now, iso
from appliance.core.database import Database
from appliance.core.jobs import JobQueue
from appliance.insights.answers import AnswerLog
from appliance.scheduler.worker import Progress

KEEP_JOBS = timedelta(days=30)
# Whoever waits for a result takes it within seconds.
KEEP_RESULTS = timedelta(hours=1)
# What nobody took in a season is told to nobody any more; leads and talks themselves stay.
KEEP_OUTBOX = timedelta(days=90)
# How a season's answers came about; a busy shop makes 30 MB of it in a month.
KEEP_TRACES = timedelta(days=90)


class Tidy:
    """Safe to run at any time, and twice."""

    def __init__(self, database: Database, queue: JobQueue, outbox: Outbox, answers: AnswerLog, now: Now) -> None:
        self._database = database
        self._queue = queue
        self._outbox = outbox
        self._answers = answers
        self._now = now

    async def run(self, payload: Mapping[str, str], progress: Progress) -> None:
        await progress(0, 2)
        await self._queue.forget(iso(self._now() - KEEP_JOBS))
        await self._queue.forget_results(iso(self._now() - KEEP_RESULTS))
        await self._outbox.forget(iso(self._now() - KEEP_OUTBOX))
        await self._answers.forget(iso(self._now() - KEEP_TRACES))
        await progress(1, 2)
        async with self._database.session() as session:
            await session.execute(text("PRAGMA optimize"))
        await progress(2, 2)
