"""Owns that texts become vectors in their order, or an error with a code."""

from __future__ import annotations

import asyncio
import base64
import json
import struct
from collections.abc import AsyncIterator

import httpx2
import pytest

from appliance.contract.problems import ErrorCode, Refused, Unavailable
from appliance.inference import HttpEmbedder
from appliance.inference.breaker import FAILURES
from appliance.inference.embedder import BATCH, KEPT
from tests.unit.inference.played_server import Answer, Clock, Server, Stream, error, refuses, says


def embedder(server: Server) -> HttpEmbedder:
    return HttpEmbedder("http://embed", "token", server.transport, Clock())


def encoded(*numbers: float) -> str:
    return base64.b64encode(struct.pack(f"<{len(numbers)}f", *numbers)).decode()


def lengths(request: httpx2.Request) -> httpx2.Response:
    """Each text's vector is its length."""
    rows = [{"embedding": encoded(float(len(text)), 0.5)} for text in json.loads(request.content)["input"]]
    return httpx2.Response(200, json={"data": rows})


async def test_a_question_becomes_its_vector() -> None:
    server = Server(lengths)
    assert await embedder(server).query("abc") == (3.0, 0.5)
    assert json.loads(server.requests[0].content)["input_type"] == "query"


async def test_a_question_is_embedded_once_for_the_whole_conversation() -> None:
    server = Server(lengths)
    door = embedder(server)
    assert [await door.query(text) for text in ("abc", "de", "abc")] == [(3.0, 0.5), (2.0, 0.5), (3.0, 0.5)]
    assert len(server.requests) == 2


async def test_who_stops_waiting_does_not_stop_those_who_still_wait() -> None:
    go_on = asyncio.Event()

    async def slowly() -> AsyncIterator[bytes]:
        await go_on.wait()
        yield json.dumps({"data": [{"embedding": encoded(3.0)}]}).encode()

    server = Server(says(Stream(slowly())))
    door = embedder(server)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0):
            await door.query("abc")
    waiting = [asyncio.create_task(door.query("abc")) for _ in range(2)]
    await asyncio.sleep(0)
    go_on.set()
    assert await asyncio.gather(*waiting) == [(3.0,), (3.0,)]
    assert len(server.requests) == 1


async def test_only_so_many_questions_are_kept() -> None:
    server = Server(lengths)
    door = embedder(server)
    for text in ("first", *(str(number) for number in range(KEPT)), "first"):
        await door.query(text)
    assert len(server.requests) == KEPT + 2


async def test_passages_keep_their_order_over_several_calls() -> None:
    server = Server(lengths)
    texts = ["a" * length for length in range(1, BATCH * 2 + 4)]
    assert [vector[0] for vector in await embedder(server).passages(texts)] == [float(len(text)) for text in texts]
    assert [len(json.loads(request.content)["input"]) for request in server.requests] == [BATCH, BATCH, 3]
    assert {json.loads(request.content)["input_type"] for request in server.requests} == {"passage"}


async def test_no_passages_ask_nothing() -> None:
    server = Server(refuses)
    assert await embedder(server).passages([]) == []
    assert server.requests == []


@pytest.mark.parametrize("garbage", ["no", "[]", "{}", '{"data": []}', '{"data": 5}'])
async def test_garbage_is_an_error_with_a_code(garbage: str) -> None:
    with pytest.raises(Unavailable) as caught:
        await embedder(Server(says(garbage.encode()))).query("abc")
    assert caught.value.code is ErrorCode.MODEL_UNAVAILABLE


@pytest.mark.parametrize("vector", ['"AAA="', '"?"', "null", "[1]"])
async def test_a_vector_that_is_none_is_an_error_with_a_code(vector: str) -> None:
    with pytest.raises(Unavailable):
        await embedder(Server(says(f'{{"data": [{{"embedding": {vector}}}]}}'.encode()))).query("abc")


async def test_a_vector_too_few_is_noticed() -> None:
    one = json.dumps({"data": [{"embedding": encoded(1.0)}]}).encode()
    with pytest.raises(Unavailable):
        await embedder(Server(says(one))).passages(["a", "b"])


async def test_a_text_too_long_is_refused() -> None:
    with pytest.raises(Refused):
        await embedder(Server(says(error("too_long_for_model"), 400))).query("abc")


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (says(error("bad_input"), 400), Refused),
        (says(b"", 413), Refused),
        (says(error("busy"), 429), Unavailable),
    ],
)
async def test_a_text_it_will_not_take_and_a_full_line_are_signs_of_life(answer: Answer, problem: type) -> None:
    server = Server(answer)
    door = embedder(server)
    for _ in range(FAILURES + 2):
        with pytest.raises(problem):
            await door.passages(["abc"])
    assert len(server.requests) == FAILURES + 2


async def test_a_dead_embedder_is_not_waited_for_each_time() -> None:
    server = Server(refuses)
    door = embedder(server)
    for _ in range(FAILURES + 4):
        with pytest.raises(Unavailable):
            await door.query("abc")
    assert len(server.requests) == FAILURES


async def test_it_is_named_or_unavailable() -> None:
    assert await embedder(Server(says(b'{"data": [{"id": "e5"}]}'))).model_id() == "e5"
    for answer in (says(b"[]"), says(b"", 503), refuses):
        with pytest.raises(Unavailable):
            await embedder(Server(answer)).model_id()
