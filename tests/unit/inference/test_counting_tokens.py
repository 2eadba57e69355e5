"""Owns that token counts come from the model server in one call, and that a server without them is no failure."""

from __future__ import annotations

import json

import pytest

from appliance.contract.problems import Unavailable
from appliance.inference import ChatModel, TextTokens
from tests.unit.inference.played_server import DONE, Server, refuses, said, says, words


def model(server: Server) -> ChatModel:
    return ChatModel("http://model", "token", server.transport)


async def test_all_texts_are_counted_in_one_call() -> None:
    server = Server(says(json.dumps({"model": "small", "counts": [2, 5]}).encode()))
    assert await model(server).count_tokens(["Hi", "Hello"]) == TextTokens("small", (2, 5))
    (request,) = server.requests
    assert request.url.path == "/v1/tokenize"
    assert json.loads(request.content) == {"input": ["Hi", "Hello"]}


@pytest.mark.parametrize(
    "answer",
    [
        refuses,
        says(b"", 404),
        says(b"not json"),
        says(b"[]"),
        says(b'{"model": "small", "counts": [1]}'),
        says(b'{"model": "small", "counts": ["x", "y"]}'),
    ],
)
async def test_a_server_that_cannot_count_is_unavailable_for_that_alone(answer: object) -> None:
    server = Server(answer)  # type: ignore[arg-type]
    chat = model(server)
    for _ in range(5):
        with pytest.raises(Unavailable):
            await chat.count_tokens(["Hi", "Hello"])
    server.answer = says(words("Yes.") + DONE)
    assert await said(chat) == ["Yes."]
