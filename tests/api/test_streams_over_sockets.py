"""Owns a visitor's stream over real sockets: words as they come, resuming, leaving, a model that dies."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import contextmanager

import httpx2
import pytest
import uvicorn

from appliance.api.apps import public_app
from appliance.api.services import Services
from tests.unit.knowledge.bag_of_words import indexed

SLOW = "What deposit do you take for a city bike? __slow__ "
ANSWER = "The deposit for a city bike is $200. It is released within 3 days."


class Server(uvicorn.Server):
    """Leaves the signals to pytest."""

    @contextmanager
    def capture_signals(self):  # type: ignore[no-untyped-def]
        yield


@pytest.fixture
async def visitor(services: Services) -> AsyncIterator[httpx2.AsyncClient]:
    document, _ = await services.catalogue.add("rental.md", b"# Rental")
    await services.catalogue.take_in(None, document.id, indexed("Rental deposit for a city bike", ANSWER))
    app = public_app(services, demo=False)
    server = Server(uvicorn.Config(app, port=0, log_config=None, lifespan="off", timeout_graceful_shutdown=1))
    serving = asyncio.create_task(server.serve())
    async with asyncio.timeout(10):
        while not server.started:  # noqa: ASYNC110 - uvicorn sets a flag, no event
            await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=15) as client:
        yield client
    server.should_exit = True
    await serving


def asks(question: str) -> dict[str, str]:
    return {"question": question}


async def first_words(client: httpx2.AsyncClient) -> tuple[str, list[str]]:
    """Leave as soon as the first words are there; the question's id and the lines that came."""
    lines: list[str] = []
    async with client.stream("POST", "/v1/chat", json=asks(f"{SLOW} __say:{ANSWER}__")) as response:
        async for line in response.aiter_lines():
            lines.append(line)
            if line.startswith("data:") and '"event":"delta"' in line:
                break
    return "\n".join(lines).split('"question_id":"')[1].split('"')[0], lines


async def test_a_visitor_who_leaves_is_noticed_and_the_words_so_far_are_kept(
    visitor: httpx2.AsyncClient, services: Services
) -> None:
    question_id, _ = await first_words(visitor)
    task = services.desk.require(question_id).task
    assert task is not None
    async with asyncio.timeout(10):
        await task
    state = (await visitor.get(f"/v1/chat/{question_id}")).json()
    assert (state["outcome"], state["text"]) == ("cancelled", "The deposit for a city bike is $200.")


async def test_a_visitor_who_comes_back_gets_exactly_the_rest(visitor: httpx2.AsyncClient) -> None:
    question_id, lines = await first_words(visitor)
    seen = int([line for line in lines if line.startswith("id: ")][-1].removeprefix("id: "))
    rest = await visitor.get(f"/v1/chat/{question_id}/events", headers={"Last-Event-ID": str(seen)})
    numbers = [int(line.removeprefix("id: ")) for line in rest.text.splitlines() if line.startswith("id: ")]
    assert numbers == list(range(seen + 1, seen + 1 + len(numbers)))
    assert " It is released within 3 days." in rest.text
    assert "event: done" in rest.text


async def test_stop_ends_the_stream_and_keeps_what_was_said(visitor: httpx2.AsyncClient) -> None:
    question_id, _ = await first_words(visitor)
    assert (await visitor.delete(f"/v1/chat/{question_id}")).status_code == 204
    rest = await visitor.get(f"/v1/chat/{question_id}/events")
    assert '"outcome":"cancelled"' in rest.text


@pytest.mark.parametrize("deed", ["garbage", "cut", "busy"])
async def test_a_model_that_fails_leaves_the_documents_words(visitor: httpx2.AsyncClient, deed: str) -> None:
    asked = f"What deposit do you take for a city bike? __{deed}__"
    answer = (await visitor.post("/v1/chat", json=asks(asked))).text
    assert "$200" in answer
    assert '"rung":"extract"' in answer
    assert "event: error" not in answer
