"""Owns visitors of a model server: each asks, reads the stream to its end, and asks the next one."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass

import httpx2

from tests.bench.model.load import ANSWER_TOKENS, Messages

PATIENCE_S = 120.0


@dataclass(frozen=True, slots=True)
class Heard:
    """One answer as a visitor met it, in seconds from the question."""

    first_s: float
    whole_s: float
    pieces: int

    @property
    def pieces_per_s(self) -> float:
        """How fast the words came once the first was there."""
        return (self.pieces - 1) / max(self.whole_s - self.first_s, 1e-9)


@dataclass(frozen=True, slots=True)
class Round:
    """What one group of visitors heard, and how long all of it took."""

    heard: list[Heard]
    seconds: float

    @property
    def requests_per_s(self) -> float:
        return len(self.heard) / self.seconds


def ask_all(url: str, token: str, questions: Iterator[Messages], visitors: int) -> Round:
    """Put every question through so many visitors. Raises httpx2.HTTPError when one is not answered."""
    return asyncio.run(_ask_all(url, token, questions, visitors))


async def _ask_all(url: str, token: str, questions: Iterator[Messages], visitors: int) -> Round:
    heard: list[Heard] = []
    client = httpx2.AsyncClient(
        base_url=url,
        headers={"Authorization": f"Bearer {token}"},
        timeout=PATIENCE_S,
        limits=httpx2.Limits(max_keepalive_connections=0),  # llama-server closes idle connections just as they are used
        trust_env=False,
    )
    async with client as http:

        async def visitor() -> None:
            for messages in questions:
                heard.append(await _ask(http, messages))

        began = time.perf_counter()
        async with asyncio.TaskGroup() as group:
            for _ in range(visitors):
                group.create_task(visitor())
        return Round(heard, time.perf_counter() - began)


async def _ask(http: httpx2.AsyncClient, messages: Messages) -> Heard:
    asked = {"messages": messages, "max_tokens": ANSWER_TOKENS, "temperature": 0, "stream": True}
    began, first, pieces = time.perf_counter(), 0.0, 0
    async with http.stream("POST", "/v1/chat/completions", json=asked) as answer:
        answer.raise_for_status()
        async for line in answer.aiter_lines():
            if _text(line):
                pieces += 1
                first = first or time.perf_counter()
    ended = time.perf_counter()
    return Heard((first or ended) - began, ended - began, pieces)


def _text(line: str) -> str:
    if not line.startswith("data: {"):
        return ""
    choices = json.loads(line[6:]).get("choices") or [{}]
    return choices[0].get("delta", {}).get("content") or ""
