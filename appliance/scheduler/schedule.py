"""Owns when something runs by itself: one row a job, rebuilt at every start."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger

from appliance.contract.jobs import JobKind

Enqueue = Callable[[JobKind, str], Awaitable[object]]
# A tick that comes late by at most this still counts: the machine slept, or the loop was busy.
MISSED_S = 3_600


@dataclass(frozen=True, slots=True)
class Row:
    """A kind of job and its times, as a crontab line in UTC."""

    kind: JobKind
    crontab: str
    subject: str


SCHEDULE = (
    Row(JobKind.READ_WEBSITE, "20 2 * * *", "the website"),
    Row(JobKind.REFRESH_FACTS, "5 0 * * *", "expired facts"),
    Row(JobKind.CHECK_KNOWLEDGE, "10 3 * * *", "documents and index"),
    Row(JobKind.TIDY_UP, "40 3 * * *", "old jobs and the database"),
)


async def catch_up(enqueue: Enqueue) -> None:
    """At the start: every row once. The clock strikes only while this process runs, and a box may be off every night.

    Each job does only what is due, and one that still waits is not queued a second time.
    """
    for row in SCHEDULE:
        await enqueue(row.kind, row.subject)


def clockwork(enqueue: Enqueue) -> AsyncIOScheduler:
    """APScheduler that only enqueues; start it on a running loop and shut it down at the end."""
    scheduler = AsyncIOScheduler(timezone="UTC")
    for row in SCHEDULE:
        scheduler.add_job(
            enqueue,
            CronTrigger.from_crontab(row.crontab, timezone="UTC"),
            args=(row.kind, row.subject),
            id=row.kind,
            coalesce=True,
            misfire_grace_time=MISSED_S,
        )
    return scheduler
