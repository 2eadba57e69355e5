"""Owns which website the shop has: its address, how often it is read, how the last reading went."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete

from appliance.contract.jobs import Job, JobKind, JobState
from appliance.contract.problems import ErrorCode, Refused
from appliance.contract.website import ReadEvery, ReadingReport, Website, WebsiteReading, WebsiteWish
from appliance.core.clock import Now
from appliance.core.database import Database
from appliance.core.jobs import JobQueue
from appliance.knowledge.website.readings import Readings
from appliance.knowledge.website.rules.urls import Site, website_address
from appliance.knowledge.website.tables import WebsiteRow

# A little less than a day and a week: the clock of the schedule strikes once a day.
_DUE_AFTER = {ReadEvery.DAY: timedelta(hours=20), ReadEvery.WEEK: timedelta(days=6, hours=20)}
READ_BY = (JobKind.READ_WEBSITE, JobKind.READ_PAGES)
# In the payload of a job that somebody asked for; the schedule's own jobs read only what is due.
ASKED = {"asked": "owner"}


class WebsiteRecord:
    """Of the api. Reading is a job of the worker; what it hands in goes to `readings`."""

    def __init__(self, database: Database, readings: Readings, jobs: JobQueue, now: Now) -> None:
        self.readings = readings
        self._database = database
        self._jobs = jobs
        self._now = now

    async def look(self) -> Website:
        row = await self._row()
        if row is None:
            return Website()
        under_way = await self._jobs.unfinished(READ_BY)
        return Website(
            address=row.address,
            every=ReadEvery(row.every),
            pages=row.pages,
            due=self._is_due(row),
            can_undo=await self.readings.can_undo(),
            problem=row.problem,
            last=await self.readings.last(),
            job=under_way[0].job if under_way else None,
        )

    async def set(self, wish: WebsiteWish) -> Website:
        """Read this website from now on. When it is another one, the pages of the old one are forgotten.

        Raises Refused when the address is none of a website.
        """
        address = website_address(wish.address)
        row = await self._row()
        if row and not Site.of(address).has(row.address):
            await self.forget()
            row = None
        wanted = {"address": address, "every": wish.every, "pages": wish.pages, "problem": None}
        async with self._database.session() as session:
            await session.merge(WebsiteRow(id=1, read_at=row.read_at if row else None, **wanted))
        return await self.look()

    async def forget(self) -> None:
        """Stop reading the website, and forget all its pages at once."""
        for one in await self._jobs.unfinished(READ_BY):
            await self._jobs.cancel(one.job.id)
        async with self._database.session() as session:
            await session.execute(delete(WebsiteRow))
        await self.readings.forget()

    async def read_now(self) -> Job:
        """Queue a reading, or return the one that is under way. Raises Refused when no website is set."""
        row = await self._row()
        if row is None:
            raise Refused(ErrorCode.NOT_FOUND, "No website has been set; enter its address first.")
        for one in await self._jobs.unfinished((JobKind.READ_WEBSITE,)):
            if one.payload == ASKED:
                return one.job
        return await self._jobs.add(JobKind.READ_WEBSITE, Site.of(row.address).netloc, ASKED)

    async def undo(self) -> Website:
        """Take back what the last reading changed. Raises Refused when that is not possible."""
        under_way = [one.job for one in await self._jobs.unfinished(READ_BY)]
        # Pages that only wait to be read are not in the way: they are read as they are by then.
        if any(job.kind is JobKind.READ_WEBSITE or job.state is JobState.RUNNING for job in under_way):
            raise Refused(ErrorCode.IN_USE, "The website is being read just now; wait for that, or stop it.")
        await self.readings.undo()
        return await self.look()

    async def begin(self, address: str) -> str:
        """The id of a reading to hand pages in to. Raises Refused when the website is another one by now."""
        row = await self._row()
        if row is None or row.address != address:
            raise Refused(ErrorCode.NOT_FOUND, "Meanwhile another website was set, or none.")
        return await self.readings.begin()

    async def finish(self, reading_id: str, report: ReadingReport) -> WebsiteReading:
        """Close a reading. Raises Refused when it is over already."""
        reading = await self.readings.finish(reading_id, report)
        await self._change(read_at=reading.finished_at, problem=None)
        return reading

    async def note_problem(self, problem: str) -> None:
        await self._change(problem=problem)

    async def _change(self, **values: str | None) -> None:
        async with self._database.session() as session:
            if row := await session.get(WebsiteRow, 1):
                for column, value in values.items():
                    setattr(row, column, value)

    async def _row(self) -> WebsiteRow | None:
        async with self._database.session() as session:
            return await session.get(WebsiteRow, 1)

    def _is_due(self, row: WebsiteRow) -> bool:
        after = _DUE_AFTER.get(ReadEvery(row.every))
        if after is None:
            return False
        return row.read_at is None or self._now() - datetime.fromisoformat(row.read_at) >= after
