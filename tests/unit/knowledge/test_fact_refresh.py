"""The daily job asks the api to take out what has expired, and says how far it is."""

from __future__ import annotations

from appliance.contract.jobs import JobKind
from appliance.knowledge.facts.refresh import RefreshFacts
from appliance.scheduler.schedule import SCHEDULE


class Door:
    """The api as the worker reaches it; counts how often it was asked."""

    asked = 0

    def refresh_facts(self) -> None:
        self.asked += 1


async def test_the_facts_are_refreshed_once_a_run() -> None:
    door, told = Door(), list[tuple[int, int]]()

    async def progress(done: int, total: int) -> None:
        told.append((done, total))

    await RefreshFacts(door).run({}, progress)
    assert (door.asked, told) == (1, [(0, 1), (1, 1)])


def test_it_runs_every_day() -> None:
    [row] = [row for row in SCHEDULE if row.kind is JobKind.REFRESH_FACTS]
    assert row.crontab.endswith("* * *")
