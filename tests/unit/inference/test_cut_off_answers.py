"""Owns that an answer which the model's limit cut off is known as such, in whatever way a server says it."""

from __future__ import annotations

import json

from appliance.inference import ChatModel, CutOff, Usage
from tests.unit.inference.played_server import ASK, DONE, Server, says, words

TOOK = b'data: {"choices": [], "usage": {"prompt_tokens": 40, "completion_tokens": 7}}\n\n'


def ends(reason: str, text: str = "") -> bytes:
    choice = {"index": 0, "delta": {"content": text}, "finish_reason": reason}
    return b"data: " + json.dumps({"choices": [choice]}).encode() + b"\n\n"


async def pieces(*chunks: bytes) -> list[object]:
    """What comes, a cut as its name."""
    model = ChatModel("http://model", "token", Server(says(b"".join((*chunks, DONE)))).transport)
    came = [piece async for piece in model.stream(ASK, max_tokens=7, first_words_s=5)]
    return ["cut" if isinstance(piece, CutOff) else piece for piece in came]


async def test_a_cut_is_told_behind_the_last_words() -> None:
    assert await pieces(words("Only if "), ends("length"), TOOK) == ["Only if ", "cut", Usage(40, 7)]
    assert await pieces(words("Only if "), ends("length", "it")) == ["Only if ", "it", "cut"]


async def test_an_answer_that_came_to_its_end_is_whole() -> None:
    assert await pieces(words("Yes."), ends("stop"), TOOK) == ["Yes.", Usage(40, 7)]
