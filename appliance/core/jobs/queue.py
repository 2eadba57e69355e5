"""Owns the life of a job: queued, claimed with a lease, progressing, ended."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import and_, case, delete, or_, select, update

from appliance.contract.jobs import Job, JobKind, JobState
from appliance.contract.problems import ErrorCode, Refused
from appliance.core.clock import Now, iso
from appliance.core.database import Database
from appliance.core.ids import new_id
from appliance.core.jobs.tables import JobRow

# A worker renews its lease with every progress report; one that died is taken over after this long.
LEASE = timedelta(seconds=60)
# With the worker's growing pauses this outlasts a model that takes two minutes to come back.
TRIES = 8
ENDS_WORKERS = "Shopbell stopped again and again while it worked on this."
UNFINISHED = (JobState.QUEUED, JobState.RUNNING)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A job that this worker now holds, with what it needs to do it."""

    id: str
    kind: JobKind
    payload: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Open:
    """A job that has not ended, with what it was given."""

    job: Job
    payload: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Taken:
    """How a job ended, with its result if it left one."""

    state: JobState
    result: str | None


class JobQueue:
    """The table of jobs. Any process may add, read, cancel and take results; the scheduler alone claims and ends.

    What a job was given is forgotten when it ends, what it left when somebody has taken it.
    """

    def __init__(self, database: Database, now: Now) -> None:
        self._database = database
        self._now = now

    async def add(self, kind: JobKind, subject: str, payload: Mapping[str, str], job_id: str | None = None) -> Job:
        """Queue a job; one of the same kind and payload that still waits is returned instead of a second."""
        async with self._database.session() as session:
            waiting = await session.scalars(select(JobRow).where(JobRow.kind == kind, JobRow.state == JobState.QUEUED))
            for row in waiting:
                if row.payload == dict(payload):
                    return _job(row)
            created = iso(self._now())
            row = JobRow(
                id=job_id or new_id("job"), kind=kind, subject=subject, payload=dict(payload), state=JobState.QUEUED,
                done=0, total=0, detail=None, result=None, tries=0, cancel_wanted=False, due_at=created,
                lease_until=None, created_at=created, finished_at=None,
            )  # fmt: skip
            session.add(row)
        return _job(row)

    async def get(self, job_id: str) -> Job:
        """Raises Refused when there is no such job."""
        async with self._database.session() as session:
            return _job(_found(await session.get(JobRow, job_id)))

    async def find(self, job_id: str) -> Job | None:
        """The job, or None when it has been tidied away."""
        async with self._database.session() as session:
            row = await session.get(JobRow, job_id)
        return _job(row) if row else None

    async def last_done(self, kind: JobKind) -> Job | None:
        """The one of this kind that succeeded or failed last; who was cancelled says nothing about either."""
        tried = (JobRow.kind == kind, JobRow.state.in_((JobState.SUCCEEDED, JobState.FAILED)))
        newest = (JobRow.finished_at.desc(), JobRow.id.desc())
        async with self._database.session() as session:
            row = await session.scalar(select(JobRow).where(*tried).order_by(*newest).limit(1))
        return _job(row) if row else None

    async def latest(self, limit: int) -> list[Job]:
        async with self._database.session() as session:
            rows = await session.scalars(select(JobRow).order_by(JobRow.created_at.desc()).limit(limit))
            return [_job(row) for row in rows]

    async def unfinished(self, kinds: Collection[JobKind]) -> list[Open]:
        """Jobs of these kinds that wait or run, oldest first."""
        wanted = select(JobRow).where(JobRow.kind.in_(kinds), JobRow.state.in_(UNFINISHED)).order_by(JobRow.created_at)
        async with self._database.session() as session:
            return [Open(_job(row), row.payload) for row in await session.scalars(wanted)]

    async def cancel(self, job_id: str) -> Job:
        """End a queued job now; ask a running one to stop at its next step. An ended one stays as it is."""
        ended = {"state": JobState.CANCELLED, "finished_at": iso(self._now()), "payload": {}}
        this = JobRow.id == job_id
        # Another process may claim it at this moment: each statement looks and changes at once.
        async with self._database.session() as session:
            await session.execute(update(JobRow).where(this, JobRow.state == JobState.QUEUED).values(**ended))
            await session.execute(
                update(JobRow).where(this, JobRow.state == JobState.RUNNING).values(cancel_wanted=True)
            )
            return _job(_found(await session.get(JobRow, job_id)))

    async def withdraw(self, job_id: str, why: str) -> bool:
        """Fail a job that no worker has claimed; False when one has, or when it has ended."""
        failed = {"state": JobState.FAILED, "detail": why, "finished_at": iso(self._now()), "payload": {}}
        waits = (JobRow.id == job_id, JobRow.state == JobState.QUEUED)
        async with self._database.session() as session:
            withdrawn = await session.execute(update(JobRow).where(*waits).values(**failed).returning(JobRow.id))
            return withdrawn.one_or_none() is not None

    async def claim(self, kinds: Collection[JobKind] = tuple(JobKind)) -> Claimed | None:
        """Take the oldest due job of these kinds, or one whose worker stopped renewing its lease; or None."""
        now = self._now()
        free = or_(
            and_(JobRow.state == JobState.QUEUED, JobRow.due_at <= iso(now)),
            and_(JobRow.state == JobState.RUNNING, JobRow.lease_until < iso(now)),
        )
        oldest = (
            select(JobRow.id).where(JobRow.kind.in_(kinds), free).order_by(JobRow.created_at).limit(1).scalar_subquery()
        )
        take = (
            update(JobRow)
            .where(JobRow.id == oldest)
            .values(state=JobState.RUNNING, lease_until=iso(now + LEASE), tries=JobRow.tries + 1)
            .returning(JobRow.id, JobRow.kind, JobRow.payload)
        )
        async with self._database.session() as session:
            row = (await session.execute(take)).one_or_none()
        return Claimed(row.id, JobKind(row.kind), row.payload) if row else None

    async def progress(self, job_id: str, done: int, total: int) -> bool:
        """Report `done` of `total`, renew the lease; False when somebody asked to cancel.

        A job that gets further than ever has its tries back: a long one may see many restarts.
        """
        further = JobRow.done < done
        async with self._database.session() as session:
            report = (
                update(JobRow)
                .where(JobRow.id == job_id)
                .values(
                    done=case((further, done), else_=JobRow.done),
                    tries=case((further, 1), else_=JobRow.tries),
                    total=total,
                    lease_until=iso(self._now() + LEASE),
                )
                .returning(JobRow.cancel_wanted)
            )
            return not (await session.execute(report)).scalar_one()

    async def finish(self, job_id: str, state: JobState, detail: str | None = None, result: str | None = None) -> None:
        """End a job; a result that nobody waits for any more is not kept."""
        async with self._database.session() as session:
            row = _found(await session.get(JobRow, job_id))
            row.state, row.detail, row.finished_at, row.lease_until = state, detail, iso(self._now()), None
            row.payload, row.result = {}, None if row.cancel_wanted else result

    async def take(self, job_id: str) -> Taken | None:
        """How it ended, with its result, which is deleted by this; None while it waits or runs."""
        async with self._database.session() as session:
            row = _found(await session.get(JobRow, job_id))
            if row.state in UNFINISHED:
                return None
            taken = Taken(JobState(row.state), row.result)
            row.result = None
            return taken

    async def forget_results(self, finished_before: str) -> None:
        """Delete what jobs left that ended before this moment (UTC, ISO 8601) and nobody took."""
        left = (JobRow.result.is_not(None), JobRow.finished_at < finished_before)
        async with self._database.session() as session:
            await session.execute(update(JobRow).where(*left).values(result=None))

    async def try_again(self, job_id: str, detail: str, pause: timedelta) -> None:
        """Queue a job that failed for a passing reason once more, or fail it for good after the last try.

        It is due after a pause for each try since it got further.
        """
        async with self._database.session() as session:
            row = _found(await session.get(JobRow, job_id))
            if row.tries < TRIES:
                row.state, row.detail, row.lease_until = JobState.QUEUED, detail, None
                row.due_at = iso(self._now() + pause * row.tries)
                return
        await self.finish(job_id, JobState.FAILED, detail)

    async def release_all(self) -> None:
        """At a worker's start: jobs left running by the last one are queued again, but for those that end workers."""
        running = JobRow.state == JobState.RUNNING
        gave_up = {"state": JobState.FAILED, "detail": ENDS_WORKERS, "finished_at": iso(self._now()), "payload": {}}
        async with self._database.session() as session:
            await session.execute(update(JobRow).where(running, JobRow.tries >= TRIES).values(**gave_up))
            await session.execute(update(JobRow).where(running).values(state=JobState.QUEUED, lease_until=None))

    async def forget(self, finished_before: str) -> int:
        """Delete jobs that ended before this moment (UTC, ISO 8601); how many."""
        async with self._database.session() as session:
            gone = await session.execute(
                delete(JobRow)
                .where(JobRow.finished_at < finished_before, JobRow.state.not_in(UNFINISHED))
                .returning(JobRow.id)
            )
            return len(gone.all())


def _found(row: JobRow | None) -> JobRow:
    if row is None:
        raise Refused(ErrorCode.NOT_FOUND, "There is no such job; it may have been tidied away.")
    return row


def _job(row: JobRow) -> Job:
    return Job(
        id=row.id, kind=JobKind(row.kind), state=JobState(row.state), subject=row.subject, done=row.done,
        total=row.total, detail=row.detail, created_at=row.created_at, finished_at=row.finished_at,
    )  # fmt: skip
