"""Owns that a model's answer is words or an error with a code, whatever the server on the other side does."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

import pytest

from appliance.contract.problems import ErrorCode, Refused, Unavailable
from appliance.inference import ChatModel, Usage
from tests.unit.inference.played_server import ASK, DONE, Server, Stream, error, refuses, said, says, words


def model(server: Server) -> ChatModel:
    return ChatModel("http://model", "token", server.transport)


async def test_words_come_as_they_are_said() -> None:
    server = Server(says(words("It ", "", "costs ", "$22.") + DONE))
    assert await said(model(server)) == ["It ", "costs ", "$22."]


async def test_what_an_answer_took_comes_last_where_the_server_tells() -> None:
    told = {"usage": {"prompt_tokens": 40, "completion_tokens": 7}, "timings": {"prompt_ms": 250.0, "predicted_ms": 90}}
    last = b"data: " + json.dumps({"choices": [], **told}).encode() + b"\n\n"
    pieces = model(Server(says(words("Yes") + last + DONE))).stream(ASK, max_tokens=7, first_words_s=5)
    assert [piece async for piece in pieces] == ["Yes", Usage(40, 7, (("prefill", 0.25), ("decode", 0.09)))]


async def test_what_its_beginning_took_comes_first_where_the_server_tells() -> None:
    told = {"usage": {"prompt_tokens": 40, "completion_tokens": 0}, "timings": {"queue_ms": 20, "prompt_ms": 250.0}}
    first = b"data: " + json.dumps({"choices": [{"index": 0, "delta": {"content": ""}}], **told}).encode() + b"\n\n"
    pieces = model(Server(says(first + words("Yes") + DONE))).stream(ASK, max_tokens=7, first_words_s=5)
    assert [piece async for piece in pieces] == [Usage(40, 0, (("queue", 0.02), ("prefill", 0.25))), "Yes"]


async def test_words_that_come_too_late_are_not_waited_for_though_their_beginning_was_told() -> None:
    async def reads() -> AsyncIterator[bytes]:
        yield b'data: {"choices": [], "usage": {"prompt_tokens": 40, "completion_tokens": 0}}\n\n'
        await asyncio.Event().wait()

    with pytest.raises(Unavailable):
        await said(model(Server(says(Stream(reads())))), first_words_s=0.01)


async def test_the_server_hears_token_priority_and_limit() -> None:
    server = Server(says(words("Yes") + DONE))
    assert [one async for one in model(server).stream(ASK, max_tokens=7, first_words_s=5, priority="background")]
    (request,) = server.requests
    body = json.loads(request.content)
    assert request.headers["authorization"] == "Bearer token"
    assert request.headers["x-shopbell-priority"] == "background"
    assert (body["max_tokens"], body["stream"]) == (7, True)
    assert body["messages"] == [{"role": "user", "content": "How much is it?"}]


@pytest.mark.parametrize(("ours_s", "servers_s"), [(20.0, 19.5), (1.0, 0.5), (0.1, 0.05)])
async def test_the_server_gives_up_first_so_that_waiting_in_line_is_told_from_a_dead_model(
    ours_s: float, servers_s: float
) -> None:
    server = Server(says(error("busy"), 429))
    with pytest.raises(Unavailable) as late:
        await said(model(server), first_words_s=ours_s)
    assert late.value.code is ErrorCode.BUSY
    assert float(server.requests[0].headers["x-shopbell-deadline-s"]) == servers_s


async def test_first_words_that_come_too_late_are_not_waited_for() -> None:
    async def thinks() -> AsyncIterator[bytes]:
        yield b": still thinking\n\n" + words("")
        await asyncio.Event().wait()

    body = Stream(thinks())
    with pytest.raises(Unavailable):
        await said(model(Server(says(body))), first_words_s=0.01)
    assert body.closed


async def test_a_silence_between_words_is_an_end() -> None:
    async def falls_silent() -> AsyncIterator[bytes]:
        yield words("It ")
        await asyncio.Event().wait()

    server = Server(says(Stream(falls_silent())))
    impatient = ChatModel("http://model", "token", server.transport, between_words_s=0.01)
    pieces = impatient.stream(ASK, max_tokens=9, first_words_s=5)
    assert await anext(pieces) == "It "
    with pytest.raises(Unavailable):
        await anext(pieces)


@pytest.mark.parametrize(
    "garbage",
    [
        b"data: {no json\n\n",
        b"data: 5\n\n",
        b"data: []\n\n",
        b'data: {"choices": [{}]}\n\n',
        b'data: {"choices": 7}\n\n',
    ],
)
async def test_garbage_is_an_error_with_a_code(garbage: bytes) -> None:
    with pytest.raises(Unavailable) as caught:
        await said(model(Server(says(words("It ") + garbage + DONE))))
    assert caught.value.code is ErrorCode.MODEL_UNAVAILABLE


async def test_an_error_in_the_middle_of_the_stream_is_an_error() -> None:
    with pytest.raises(Unavailable, match="out of memory"):
        await said(model(Server(says(words("It ") + b"data: " + error("oom", "out of memory") + b"\n\n"))))


async def test_a_stream_that_is_cut_off_is_no_answer() -> None:
    with pytest.raises(Unavailable):
        await said(model(Server(says(words("It ", "costs ")))))


@pytest.mark.parametrize(("header", "wait_s"), [("7", 7.0), ("tomorrow", 5.0)])
async def test_a_full_queue_is_busy_and_says_when_to_come_again(header: str, wait_s: float) -> None:
    with pytest.raises(Unavailable) as caught:
        await said(model(Server(says(error("busy"), 429, Retry_After=header))))
    assert (caught.value.code, caught.value.retry_after_s) == (ErrorCode.BUSY, wait_s)


async def test_a_prompt_too_long_for_the_model_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        await said(model(Server(says(error("too_long_for_model", "9000 tokens"), 400))))
    assert caught.value.code is ErrorCode.TOO_LONG_FOR_MODEL


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"error": 5}', b'{"error": null}'])
async def test_any_other_error_answer_is_a_passing_one(body: bytes) -> None:
    with pytest.raises(Unavailable) as caught:
        await said(model(Server(says(body, 500))))
    assert caught.value.code is ErrorCode.MODEL_UNAVAILABLE


async def test_nobody_listening_is_a_passing_error() -> None:
    with pytest.raises(Unavailable) as caught:
        await said(model(Server(refuses)))
    assert caught.value.retry_after_s


async def test_leaving_closes_the_connection() -> None:
    async def talks() -> AsyncIterator[bytes]:
        while True:
            yield words("more ")

    body = Stream(talks())
    pieces = model(Server(says(body))).stream(ASK, max_tokens=9, first_words_s=5)
    assert await anext(pieces) == "more "
    assert not body.closed
    await pieces.aclose()
    assert body.closed


@pytest.mark.parametrize("answer", [b"no", b"[]", b'{"data": []}', b'{"data": 5}', b'{"data": [5]}'])
async def test_a_model_that_cannot_name_itself_has_no_name(answer: bytes) -> None:
    assert await model(Server(says(answer))).model_id() is None
    assert await model(Server(refuses)).model_id() is None


async def test_a_loaded_model_is_named() -> None:
    assert await model(Server(says(b'{"data": [{"id": "starter"}]}'))).model_id() == "starter"
