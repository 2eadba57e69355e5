"""Owns what the doors tell of their caches: how many vectors were known, how much of the prompts was not computed."""

from __future__ import annotations

import pytest

from appliance.inference import ChatModel, HttpEmbedder
from tests.unit.inference.played_server import Server, refuses, says

VECTOR = b'{"data": [{"embedding": "AACAPw=="}]}'


async def test_a_vector_that_is_known_counts_as_a_hit() -> None:
    door = HttpEmbedder("http://embedder", "token", Server(says(VECTOR)).transport)
    for question in ("Do you rent tandems?", "Do you rent tandems?", "Do you sell them?"):
        await door.query(question)
    assert door.counts() == (3, 1, 2)


async def test_the_tokens_of_prompts_are_read_from_the_servers_numbers() -> None:
    numbers = b"""# TYPE shopbell_model_prompt_tokens_total counter
shopbell_model_prompt_tokens_total 1200.0
shopbell_model_cached_tokens_total 900.0
shopbell_model_written_tokens_total 77.0
"""
    server = Server(says(numbers))
    assert await ChatModel("http://model", "token", server.transport).prompt_tokens() == (1200, 900)
    assert server.requests[0].url.path == "/metrics"


@pytest.mark.parametrize("answer", [says(b"{}"), says(b"", 503), refuses])
async def test_without_such_numbers_nothing_is_told(answer) -> None:  # type: ignore[no-untyped-def]
    assert await ChatModel("http://model", "token", Server(answer).transport).prompt_tokens() is None
