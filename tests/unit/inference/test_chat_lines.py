"""Owns that an answer is read whole however its bytes come, and whatever dialect of the dialect the server speaks."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import pytest

from appliance.contract.problems import Unavailable
from appliance.inference import ChatModel
from appliance.inference.wire import LINE_MAX_BYTES
from tests.unit.inference.played_server import DONE, Server, Stream, said, says


def chunk(text: str) -> str:
    """As servers write it: what is not ASCII stands there as it is."""
    return json.dumps({"choices": [{"index": 0, "delta": {"content": text}}]}, ensure_ascii=False)


def model(body: bytes | Stream) -> ChatModel:
    return ChatModel("http://model", "token", Server(says(body)).transport)


@pytest.mark.parametrize("break_", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\x1e", "\r\n"])
async def test_no_character_of_an_answer_ends_it(break_: str) -> None:
    text = f"Monday{break_}Tuesday"
    assert await said(model(f"data: {chunk(text)}\n\n".encode() + DONE)) == [text]


@pytest.mark.parametrize(
    "body",
    [
        "data: {0}\n\ndata: {1}\n\ndata: [DONE]\n\n",
        "data: {0}\r\n\r\ndata: {1}\r\n\r\ndata: [DONE]\r\n\r\n",
        "data:{0}\n\ndata:{1}\n\ndata:[DONE]",
        ": ping\n\nevent: message\ndata: {0}\n\n: ping\n\ndata: {1}\n\ndata: [DONE]\n\n",
    ],
    ids=["llama-server and vLLM", "llama-cpp-python", "without blanks", "with comments and names"],
)
@pytest.mark.parametrize("size", [1, 7, 10_000])
async def test_every_dialect_is_read_in_pieces_of_any_size(body: str, size: int) -> None:
    sent = body.replace("{0}", chunk("Täglich\u2028")).replace("{1}", chunk(" ab 9 🙂")).encode()

    async def pieces() -> AsyncIterator[bytes]:
        for at in range(0, len(sent), size):
            yield sent[at : at + size]

    assert await said(model(Stream(pieces()))) == ["Täglich\u2028", " ab 9 🙂"]


async def test_a_line_without_an_end_is_not_kept() -> None:
    sent = 0

    async def floods() -> AsyncIterator[bytes]:
        nonlocal sent
        while True:
            sent += 65_536
            yield b"data: " + b"x" * 65_530

    with pytest.raises(Unavailable):
        await said(model(Stream(floods())))
    assert sent <= LINE_MAX_BYTES + 65_536
