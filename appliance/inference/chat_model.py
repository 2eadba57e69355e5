"""Owns streaming an answer from a chat model: time limits, cancelling, broken streams."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, Literal

import httpx2

from appliance.contract.problems import ErrorCode, Unavailable
from appliance.core.clock import Monotonic, monotonic
from appliance.inference.breaker import Breaker
from appliance.inference.wire import connect, error_of, gone, lines_of

# Between two words a living model needs milliseconds; this long a silence means it is stuck.
BETWEEN_WORDS_S = 8.0
# The server gives up so much earlier than we do: who waits in line until then hears "busy", which is no failure.
EARLIER_S = 0.5
# Where a question stands is worth little: it must not cost anything either.
PLACE_S = 0.3
METRICS_S = 1.0
COUNT_S = 2.0
# A stage of an answer and its key among the timings of llama.cpp; the first one is ours alone.
STAGES = (("queue", "queue_ms"), ("prefill", "prompt_ms"), ("decode", "predicted_ms"))
_METRIC = re.compile(r"^shopbell_model_(prompt|cached)_tokens_total (\S+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a prompt."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Usage:
    """What an answer took so far, in the model's tokens; `stages` are seconds by name in their order.

    Told at the end, and by a server that can also when it begins: an answer may be stopped before its end.
    """

    prompt: int
    answer: int
    stages: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a request stands in the model server's line: 1 is next, 0 is being written. Seconds until its turn."""

    position: int
    eta_s: float


@dataclass(frozen=True, slots=True)
class TextTokens:
    """How many of the model's tokens each text takes, and which model counted."""

    model: str
    counts: tuple[int, ...]


class CutOff:
    """The model was stopped at its limit: its last sentence is not whole."""


Pieces = AsyncGenerator[str | CutOff | Usage, None]
"""Words as they come, whether they were cut off, and what they took."""


class ChatModel:
    """One chat model behind an OpenAI-compatible address."""

    def __init__(
        self,
        base_url: str,
        token: str,
        transport: httpx2.AsyncBaseTransport | None = None,
        clock: Monotonic = monotonic,
        between_words_s: float = BETWEEN_WORDS_S,
        longest_rest_s: float = 0.0,
    ) -> None:
        self._between_words_s = between_words_s
        self._http = connect(base_url, token, transport)
        self._breaker = Breaker(clock, longest_rest_s=longest_rest_s)

    async def close(self) -> None:
        await self._http.aclose()

    async def model_id(self) -> str | None:
        """The loaded model's name, or None while there is none."""
        try:
            response = await self._http.get("/v1/models", timeout=1.0)
            return str(response.raise_for_status().json()["data"][0]["id"])
        except (httpx2.HTTPError, ValueError, LookupError, TypeError):
            return None

    async def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        first_words_s: float,
        priority: Literal["visitor", "owner", "background"] = "visitor",
        name: str = "",
        visitor: str = "",
    ) -> Pieces:
        """Yield pieces of text, a mark if they end too early, and what they took. Closing the generator cancels there.

        By `name` its place in the line can be asked for; `visitor` is who shares the model fairly with others.

        Raises Unavailable when the model does not begin within `first_words_s` seconds, falls silent,
        breaks off or rests after failures; Refused when the prompt is too long for it or nothing it can read.
        """
        if not self._breaker.allows():
            raise Unavailable(ErrorCode.MODEL_UNAVAILABLE, "The model server is resting after failures.", 2)
        body = {
            "model": "shopbell",
            "messages": [{"role": message.role, "content": message.content} for message in messages],
            "max_tokens": max_tokens,
            "temperature": 0,
            "stream": True,
            "stream_options": {"include_usage": True},
        }
        headers = {
            "X-Shopbell-Priority": priority,
            "X-Shopbell-Deadline-S": f"{max(first_words_s - EARLIER_S, first_words_s / 2):g}",
            "X-Shopbell-Request": name,
            "X-Shopbell-Visitor": visitor,
        }
        begun = False
        try:
            async with (
                aclosing(self._pieces(body, headers)) as pieces,
                aclosing(_within(pieces, first_words_s, self._between_words_s)) as timed,
            ):
                async for piece in timed:
                    begun = begun or isinstance(piece, str)
                    yield piece
        except (httpx2.TransportError, TimeoutError) as cause:
            self._breaker.failed()
            raise gone(cause) from cause
        except Unavailable as failure:
            if failure.code is not ErrorCode.BUSY:  # a full queue is a sign of life
                self._breaker.failed()
            raise
        except (GeneratorExit, asyncio.CancelledError):
            if begun:  # who reads has seen enough of it
                self._breaker.succeeded()
            raise
        self._breaker.succeeded()

    async def place(self, name: str) -> Place | None:
        """Where the request of this name stands; None when it does not wait, or nobody can tell."""
        try:
            response = await self._http.get(f"/v1/queue/{name}", timeout=PLACE_S)
            found = response.raise_for_status().json()
            return Place(int(found["position"]), float(found["starts_in_s"]))
        except (httpx2.HTTPError, ValueError, LookupError, TypeError):
            return None

    async def prompt_tokens(self) -> tuple[int, int] | None:
        """Tokens of all prompts since it started, and how many were not computed again; None when nobody can tell."""
        try:
            response = await self._http.get("/metrics", timeout=METRICS_S)
            told = dict(_METRIC.findall(response.raise_for_status().text))
            return int(float(told["prompt"])), int(float(told["cached"]))
        except (httpx2.HTTPError, ValueError, LookupError):
            return None

    async def count_tokens(self, texts: Sequence[str]) -> TextTokens:
        """Count with the loaded model's own tokenizer; texts of ordinary length, at most 64.

        Raises Unavailable: many servers cannot count. That says nothing of their answers: the breaker is left alone.
        """
        try:
            response = await self._http.post("/v1/tokenize", json={"input": list(texts)}, timeout=COUNT_S)
            told = response.raise_for_status().json()
            counts = tuple(int(count) for _, count in zip(texts, told["counts"], strict=True))
            return TextTokens(str(told["model"]), counts)
        except (httpx2.HTTPError, ValueError, LookupError, TypeError) as cause:
            raise gone(cause) from cause

    async def _pieces(self, body: dict[str, object], headers: dict[str, str]) -> Pieces:
        async with self._http.stream(
            "POST", "/v1/chat/completions", json=body, headers=headers, timeout=httpx2.Timeout(None, connect=1.0)
        ) as response:
            if response.is_error:
                await response.aread()
                raise error_of(response)
            async for line in lines_of(response):
                if not line.startswith(b"data:"):
                    continue
                data = line.removeprefix(b"data:").decode("utf-8", "replace").strip()
                if data == "[DONE]":
                    return
                for piece in _pieces_in(data):
                    yield piece
        raise Unavailable(ErrorCode.MODEL_UNAVAILABLE, "The model server ended its answer too early.", 2)


def _pieces_in(data: str) -> list[str | CutOff | Usage]:
    """What one chunk of the dialect holds. Raises ShopbellError for an error or anything else in its place."""
    try:
        chunk = json.loads(data)
        if "error" in chunk:
            raise Unavailable(ErrorCode.MODEL_UNAVAILABLE, str(chunk["error"].get("message")), 2)
        said = _said(choices[0]) if (choices := chunk["choices"]) else []
        return [*_took(chunk), *said]
    except (ValueError, LookupError, TypeError, AttributeError) as cause:
        raise Unavailable(ErrorCode.MODEL_UNAVAILABLE, "The model server talked garbage.", 2) from cause


def _took(chunk: dict[str, Any]) -> list[Usage]:
    if not (usage := chunk.get("usage")):
        return []
    took = chunk.get("timings") or {}
    stages = tuple((name, float(took[key]) / 1000) for name, key in STAGES if key in took)
    return [Usage(int(usage.get("prompt_tokens", 0)), int(usage.get("completion_tokens", 0)), stages)]


def _said(choice: dict[str, Any]) -> list[str | CutOff | Usage]:
    text = str(choice["delta"].get("content") or "")
    return [*([text] if text else []), *([CutOff()] if choice.get("finish_reason") == "length" else [])]


async def _within(pieces: Pieces, first_s: float, later_s: float) -> Pieces:
    """Pass pieces on; TimeoutError when the first words take longer than `first_s` or any later than `later_s`."""
    now = asyncio.get_running_loop().time
    until, begun = now() + first_s, False
    while True:
        try:
            async with asyncio.timeout_at(until):
                piece = await anext(pieces)
        except StopAsyncIteration:
            return
        yield piece
        if begun := begun or isinstance(piece, str):
            until = now() + later_s
