"""Owns a talk with a person over real sockets: heard as it is said, taken up again after a reload, with an end."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
import uvicorn
from sqlalchemy import update

from appliance.api.apps import public_app
from appliance.api.services import Services
from appliance.business.hand_off.tables import HandOffRow
from appliance.contract.facts import ShopFacts
from appliance.contract.handoff import HandOff, HandOffReason
from appliance.contract.problems import Unavailable
from appliance.core.clock import iso, utc_now
from appliance.core.database import Database
from appliance.core.paths import Paths

CONVERSATION = "c_talk"
Client = httpx2.AsyncClient


class Server(uvicorn.Server):
    """Leaves the signals to pytest."""

    @contextmanager
    def capture_signals(self):  # type: ignore[no-untyped-def]
        yield


@pytest.fixture
async def visitor(services: Services) -> AsyncIterator[Client]:
    await services.facts.write(ShopFacts(name="A shop that is always open"))
    app = public_app(services, demo=False)
    server = Server(uvicorn.Config(app, port=0, log_config=None, lifespan="off", timeout_graceful_shutdown=1))
    serving = asyncio.create_task(server.serve())
    async with asyncio.timeout(10):
        while not server.started:  # noqa: ASYNC110 - uvicorn sets a flag, no event
            await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    async with Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=15) as client:
        yield client
    server.should_exit = True
    await serving


@pytest.fixture
async def called(services: Services) -> HandOff:
    return await services.hand_offs.call(CONVERSATION, None, "A person, please.", HandOffReason.VISITOR)


async def events(client: Client, after: int = 0) -> AsyncIterator[dict[str, Any]]:
    headers = {"Last-Event-ID": str(after)}
    async with client.stream("GET", f"/v1/conversations/{CONVERSATION}/events", headers=headers) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        number = 0
        async for line in response.aiter_lines():
            if line.startswith("id: "):
                number = int(line.removeprefix("id: "))
            elif line.startswith("data: "):
                yield {"id": number, **json.loads(line.removeprefix("data: "))}


async def rest(client: Client, after: int) -> list[tuple[int, str]]:
    """Everything until the stream ends by itself, in short."""
    async with asyncio.timeout(10):
        return [(one["id"], one.get("state") or one["text"]) async for one in events(client, after)]


async def test_what_is_said_is_heard_at_once_and_the_stream_ends_with_the_talk(
    visitor: Client, services: Services, called: HandOff
) -> None:
    async with asyncio.timeout(20):
        heard = events(visitor)
        assert (await anext(heard))["state"] == "waiting"
        await services.hand_offs.take(called.id, "Robin")
        joined = await anext(heard)
        assert (joined["event"], joined["state"], joined["name"]) == ("handoff", "talking", "Robin")
        await services.hand_offs.say(called.id, "How can I help?")
        said = await anext(heard)
        assert (said["event"], said["from"], said["name"], said["text"]) == (
            "message", "person", "Robin", "How can I help?",
        )  # fmt: skip
        await services.hand_offs.end(called.id)
        assert [one["state"] async for one in heard] == ["ended"]


async def test_a_page_that_reloads_hears_exactly_the_rest(visitor: Client, services: Services, called: HandOff) -> None:
    heard = events(visitor)
    await anext(heard)
    await heard.aclose()  # type: ignore[attr-defined]
    await services.hand_offs.take(called.id, "Robin")
    await services.hand_offs.visitor_said(CONVERSATION, "My sledge broke.")
    await services.hand_offs.end(called.id)
    assert await rest(visitor, after=1) == [(2, "talking"), (3, "My sledge broke."), (4, "ended")]
    assert await rest(visitor, after=3) == [(4, "ended")]
    assert await rest(visitor, after=4) == []


async def test_when_nobody_comes_the_visitor_hears_it_and_may_leave_a_number(
    visitor: Client, services: Services, tmp_path: Path, called: HandOff
) -> None:
    async with asyncio.timeout(20):
        heard = events(visitor)
        assert (await anext(heard))["state"] == "waiting"
        await time_is_over(Paths(tmp_path / "home").database, called)
        await services.hand_offs.once()
        missed = await anext(heard)
        assert (missed["state"], missed["form"]) == ("missed", "call_back")
        assert "sorry" in missed["detail"]
        await visitor.delete(f"/v1/conversations/{CONVERSATION}/handoff")
        assert [one["state"] async for one in heard] == ["ended"]


async def test_a_visitor_who_leaves_is_noticed_without_a_word_of_trouble(
    visitor: Client, services: Services, called: HandOff, caplog: pytest.LogCaptureFixture
) -> None:
    async with asyncio.timeout(20):
        for _ in range(10):  # more often than there is room for at once
            await room(services)
            heard = events(visitor)
            assert (await anext(heard))["state"] == "waiting"
            await heard.aclose()  # type: ignore[attr-defined]
        await room(services)
    assert not caplog.records


async def test_too_many_listeners_are_asked_to_come_later(visitor: Client, called: HandOff) -> None:
    async with asyncio.timeout(20):
        listening = [events(visitor) for _ in range(4)]
        for heard in listening:
            await anext(heard)
        refused = await visitor.get(f"/v1/conversations/{CONVERSATION}/events")
        assert (refused.status_code, refused.json()["code"]) == (429, "busy")
        assert refused.headers["retry-after"] == "5"
        for heard in listening:
            await heard.aclose()  # type: ignore[attr-defined]


async def room(services: Services) -> None:
    """Wait until the box has noticed that somebody left."""
    while True:
        with suppress(Unavailable):
            await services.conversation_stream.check_room(CONVERSATION)
            return
        await asyncio.sleep(0.01)


async def time_is_over(file: Path, called: HandOff) -> None:
    """As if two minutes had gone by."""
    database, past = Database.at(file), iso(utc_now() - timedelta(seconds=1))
    async with database.session() as session:
        await session.execute(update(HandOffRow).where(HandOffRow.id == called.id).values(due_at=past))
    await database.close()
