"""Owns that a real box's scheduler asks the model outside, tells the owner of it, and stops when it is told to."""

from __future__ import annotations

import asyncio

from appliance.contract.egress import EgressOutcome
from appliance.contract.jobs import JobKind
from appliance.contract.settings import CloudSettings
from appliance.core.clock import utc_now
from appliance.core.database import Database
from appliance.core.jobs import JobQueue
from appliance.core.paths import Paths
from appliance.inference import Message
from appliance.wiring.cloud import cloud
from tests.fakes.cloud_provider import providing
from tests.whole.box import Box


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


def test_the_model_outside_is_asked_by_the_scheduler_and_by_nobody_once_nothing_leaves(played_box: Box) -> None:
    client = played_box.client
    with providing() as provider:
        provider.text = "We ship to [EMAIL_1]."
        client.keep_cloud_key("sk-test-0123456789")
        client.set_cloud(
            CloudSettings(enabled=True, base_url=provider.base_url, model="large-1", price_in=3.0, price_out=15.0)
        )
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
