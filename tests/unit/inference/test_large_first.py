"""Owns that the larger model writes while it is there, and that nobody waits for one that is not."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from appliance.contract.problems import ErrorCode, Unavailable
from appliance.inference import ChatModel, LargeFirst, Usage
from tests.unit.inference.played_server import ASK, DONE, Answer, Server, Stream, error, refuses, says, words

OURS = says(words("Ours.") + DONE)


def both(large: Answer, own: Answer = OURS) -> tuple[LargeFirst, Server, Server]:
    there, here = Server(large), Server(own)
    large_model = ChatModel("http://large", "none", there.transport)
    return LargeFirst(large_model, ChatModel("http://own", "token", here.transport)), there, here


async def said(model: LargeFirst, first_words_s: float = 5.0) -> list[object]:
    return [piece async for piece in model.stream(ASK, max_tokens=20, first_words_s=first_words_s, name="q_1")]


async def test_the_larger_one_writes_and_ours_is_not_asked() -> None:
    model, _, here = both(says(words("Larger.") + DONE))
    assert await said(model) == ["Larger."]
    assert here.requests == []


@pytest.mark.parametrize(
    "broken",
    [refuses, says(b"", 500), says(error("too_long_for_model"), 400), says(words())],
    ids=["switched off", "failing", "too small", "says nothing"],
)
async def test_ours_writes_when_it_does_not_begin(broken: Answer) -> None:
    model, there, _ = both(broken)
    assert await said(model) == ["Ours."]
    assert len(there.requests) == 1


async def test_a_silent_one_leaves_ours_its_share_of_the_wait() -> None:
    async def thinks() -> AsyncIterator[bytes]:
        yield b": still thinking\n\n"
        await asyncio.Event().wait()

    model, _, here = both(says(Stream(thinks())))
    assert await said(model, first_words_s=0.1) == ["Ours."]
    assert here.requests[0].headers["x-shopbell-deadline-s"] == "0.025"


async def test_half_an_answer_is_not_continued_by_another_model() -> None:
    model, _, here = both(says(words("Half ")))
    pieces = model.stream(ASK, max_tokens=20, first_words_s=5)
    assert await anext(pieces) == "Half "
    with pytest.raises(Unavailable):
        await anext(pieces)
    assert here.requests == []


async def test_one_that_dies_before_its_first_word_is_replaced_though_it_had_read_the_question() -> None:
    told = b'data: {"choices": [], "usage": {"prompt_tokens": 40, "completion_tokens": 0}}\n\n'
    model, _, _ = both(says(told))
    assert await said(model) == [Usage(40, 0), "Ours."]


async def test_when_both_are_away_it_is_an_error() -> None:
    model, _, _ = both(refuses, refuses)
    with pytest.raises(Unavailable) as away:
        await said(model)
    assert away.value.code is ErrorCode.MODEL_UNAVAILABLE


async def test_the_name_holds_what_was_there_last() -> None:
    model, there, _ = both(named("qwen"), named("starter"))
    assert await model.model_id() == "qwen + starter"
    there.answer = refuses
    assert await model.model_id() == "qwen + starter"
    there.answer = named("mistral")
    assert await model.model_id() == "mistral + starter"


async def test_of_one_that_was_never_there_nothing_is_named() -> None:
    model, _, _ = both(refuses, named("starter"))
    assert await model.model_id() == "starter"


def named(model: str) -> Answer:
    return says(b'{"data": [{"id": "' + model.encode() + b'"}]}')
