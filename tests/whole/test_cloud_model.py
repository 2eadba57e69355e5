"""Owns that a real box's scheduler asks the model outside, tells the owner of it, and stops when it is told to."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Iterator

import pytest

from appliance.client import Client
from appliance.contract.chat import Delta, Done, Rung, Stage, Staged
from appliance.contract.egress import EgressOutcome
from appliance.contract.jobs import JobKind
from appliance.contract.settings import CloudSettings
from appliance.core.clock import utc_now
from appliance.core.database import Database
from appliance.core.jobs import JobQueue
from appliance.core.paths import Paths
from appliance.inference import Message
from appliance.wiring.cloud import cloud
from tests.fakes.cloud_provider import Provider, providing
from tests.whole.box import Box

# Near to what the one document says, and not answered by it.
UNKNOWN = ("Which chain oil do you recommend?", "How many gears does a city bike have?")


def ask(box: Box, question: str) -> str | None:
    """As the api asks when its own rungs have no answer."""

    async def asked() -> str | None:
        paths = Paths(box.home)
        database = Database.at(paths.database)
        questions = cloud(paths, database, JobQueue(database, utc_now), utc_now).questions
        try:
            return await questions.ask([Message("user", question)], 50, 30.0)
        finally:
            await database.close()

    return asyncio.run(asked())


@pytest.fixture
def provider(played_box: Box) -> Iterator[Provider]:
    """Of a box whose owner has switched it on, but for the switch that lets anything leave."""
    with providing() as started:
        started.text = "We ship to [EMAIL_1]."
        played_box.client.keep_cloud_key("sk-test-0123456789")
        played_box.client.set_cloud(
            CloudSettings(enabled=True, base_url=started.base_url, model="large-1", price_in=3.0, price_out=15.0)
        )
        yield started


def test_the_model_outside_is_asked_by_the_scheduler_and_by_nobody_once_nothing_leaves(
    played_box: Box, provider: Provider
) -> None:
    client = played_box.client
    assert ask(played_box, "Do you ship to ada@example.org?") is None
    client.let_nothing_leave(False)
    assert ask(played_box, "Do you ship to ada@example.org?") == "We ship to ada@example.org."
    assert provider.texts.count("ada@example.org") == 0
    (row,) = client.egress().latest
    assert (row.host, row.outcome) == ("127.0.0.1", EgressOutcome.ANSWERED)
    assert row.job_id in {job.id for job in client.jobs() if job.kind is JobKind.ASK_CLOUD_MODEL}
    assert client.cloud().asked_today == 1
    client.let_nothing_leave(True)
    assert ask(played_box, "And to Norway?") is None
    assert len(provider.asked) == 1


def test_with_the_scheduler_hung_a_visitor_gets_a_next_step_soon_and_nothing_is_sent_later(
    played_box: Box, provider: Provider
) -> None:
    played_box.client.let_nothing_leave(False)
    scheduler = played_box.child("scheduler").pid
    assert scheduler
    os.kill(scheduler, signal.SIGSTOP)
    waited = [seconds_until_the_form(played_box, question) for question in UNKNOWN]
    os.kill(scheduler, signal.SIGCONT)
    # A healthy box needs a second for the same; the first one waits a second more for the scheduler, no other does.
    assert waited[0] < 4
    assert waited[1] < waited[0]
    assert ask(played_box, "Do you ship to ada@example.org?") == "We ship to ada@example.org."
    assert len(provider.asked) == 1


def seconds_until_the_form(box: Box, question: str) -> float:
    """Until the first words that a visitor reads."""
    with Client(box.website, "none") as visitor:
        began, first, events = time.monotonic(), 0.0, []
        for event in visitor.ask(question):
            events.append(event)
            if isinstance(event, Delta):
                first = first or time.monotonic() - began
    assert Staged(stage=Stage.ASKING_OUTSIDE) in events
    assert isinstance(events[-1], Done)
    assert events[-1].rung is Rung.LEAD_FORM
    return first
