"""Owns both doors against a model server in a process of its own, over real sockets."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import AsyncIterator, Iterator

import pytest

from appliance.contract.problems import ErrorCode, Unavailable
from appliance.inference import ChatModel, HttpEmbedder, Message, Usage
from tests.fakes.model_process import FakeModel


@pytest.fixture(scope="module")
def server() -> Iterator[FakeModel]:
    with FakeModel("chat") as started:
        yield started


@pytest.fixture
async def model(server: FakeModel) -> AsyncIterator[ChatModel]:
    door = ChatModel(server.url, server.token)
    yield door
    await door.close()


async def hear(model: ChatModel, question: str, heard: list[str], first_words_s: float = 10.0) -> None:
    async for piece in model.stream([Message("user", question)], max_tokens=50, first_words_s=first_words_s):
        if isinstance(piece, str):
            heard.append(piece)


def dropped_beyond(server: FakeModel, before: int) -> int:
    """How many answers the server has given up, as soon as it is more than `before`."""
    deadline = time.monotonic() + 10
    while (dropped := int(server.seen()["dropped"])) == before and time.monotonic() < deadline:
        time.sleep(0.02)
    return dropped


async def test_words_arrive_one_by_one(model: ChatModel) -> None:
    heard: list[str] = []
    await hear(model, "__say:We open at nine.__", heard)
    assert heard == ["We ", "open ", "at ", "nine."]
    assert await model.model_id() == "fake-model"


@pytest.mark.parametrize("deed", ["garbage", "cut"])
async def test_a_broken_answer_keeps_its_words_and_is_an_error(model: ChatModel, deed: str) -> None:
    heard: list[str] = []
    with pytest.raises(Unavailable) as caught:
        await hear(model, f"__{deed}__ __say:We open at nine in the morning.__", heard)
    assert "".join(heard) == "We open at "
    assert caught.value.code is ErrorCode.MODEL_UNAVAILABLE


async def test_a_full_line_is_busy(model: ChatModel) -> None:
    with pytest.raises(Unavailable) as caught:
        await hear(model, "__busy__", [])
    assert caught.value.code is ErrorCode.BUSY


async def test_slow_first_words_are_not_waited_for(model: ChatModel) -> None:
    with pytest.raises(Unavailable):
        await hear(model, "__slow__ __say:We open at nine.__", [], first_words_s=0.05)


async def test_leaving_is_noticed_by_the_model_server(model: ChatModel, server: FakeModel) -> None:
    before = int(server.seen()["dropped"])
    question = [Message("user", "__slow__ __say:" + "word " * 40 + "__")]
    pieces = model.stream(question, max_tokens=50, first_words_s=10)
    assert isinstance(await anext(pieces), Usage)
    assert await anext(pieces) == "word "
    await pieces.aclose()
    assert await asyncio.to_thread(dropped_beyond, server, before) > before


async def test_a_model_server_that_aborts_leaves_its_words_and_an_error_and_is_found_again() -> None:
    with FakeModel("chat") as server:
        model, heard = ChatModel(server.url, server.token), list[str]()
        with pytest.raises(Unavailable):
            await hear(model, "__abort__ __say:We open at nine in the morning.__", heard)
        server.wait_until_gone()
        assert "".join(heard) == "We open at "
        assert await model.model_id() is None
        server.start()
        await hear(model, "__say:Again.__", heard)
        assert heard[-1] == "Again."
        await model.close()


async def test_a_wrong_token_is_no_answer(server: FakeModel) -> None:
    stranger = ChatModel(server.url, "another token")
    with pytest.raises(Unavailable, match="token"):
        await hear(stranger, "Hello", [])
    await stranger.close()


async def test_vectors_come_over_the_wire_as_they_were_made() -> None:
    with FakeModel("embed") as server:
        embedder = HttpEmbedder(server.url, server.token)
        one, other = await embedder.passages(["rent a bike", "opening hours on monday"])
        assert len(one) == 384
        assert math.isclose(sum(number * number for number in one), 1.0, rel_tol=1e-4)
        asked = await embedder.query("rent a bike")
        assert math.dist(asked, one) < math.dist(asked, other)
        await embedder.close()
