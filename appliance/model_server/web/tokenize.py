"""Owns /v1/tokenize: how many tokens texts take, counted by the loaded model's own tokenizer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Protocol

from fastapi import APIRouter
from pydantic import Field

from appliance.model_server.web.openai_dialect import Said

TEXTS_MOST = 64
TEXT_CHARS = 8_000


class Counter(Protocol):
    """Counts with the loaded model; tells its name. Raises Unavailable."""

    async def count(self, texts: Sequence[str]) -> tuple[str, list[int]]: ...


class TokenizeRequest(Said):
    """POST /v1/tokenize. Not OpenAI's: they have no such address."""

    input: Annotated[list[Annotated[str, Field(max_length=TEXT_CHARS)]], Field(min_length=1, max_length=TEXTS_MOST)]


def router(counter: Counter) -> APIRouter:
    routes = APIRouter()

    @routes.post("/v1/tokenize")
    async def tokenize(asked: TokenizeRequest) -> dict[str, str | list[int]]:
        model, counts = await counter.count(asked.input)
        return {"model": model, "counts": counts}

    return routes
