"""Owns visitors of a whole box: they ask, read, hang up and come back, change their mind, for minutes on end."""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx2

from appliance.contract.chat import Outcome

# Somebody reads an answer and types the next question in this time, seconds.
THINK_S = (2.0, 8.0)
PATIENCE_S = 150.0
HANGS_UP, CANCELS, POLLS = 0.06, 0.04, 0.05
STAY_IN_TALK = 3
# The rung of small talk: none.
BY_ITSELF = "the box itself"


@dataclass(slots=True)
class Seen:
    """What all visitors together met. Seconds to the first words, by rung, of questions that were answered."""

    asked: int = 0
    done: int = 0
    resumed: int = 0
    cancelled: int = 0
    told_busy: int = 0
    lost: list[str] = field(default_factory=list)
    first_words_s: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    outcomes: dict[str, int] = field(default_factory=dict)
    positions: int = 0
    replaced: int = 0


@dataclass(slots=True)
class Told:
    """One question as its visitor sees it."""

    question_id: str = ""
    last_event: int = 0
    first_s: float | None = None
    ended: bool = False


class Crowd:
    """So many visitors of one box at once; chance comes from `seed` and their number."""

    def __init__(self, website: str, talks: Sequence[Sequence[str]], seed: int = 7) -> None:
        self._talks = talks
        self._seed = seed
        self.seen = Seen()
        self._http = httpx2.AsyncClient(
            base_url=website, timeout=PATIENCE_S, trust_env=False, limits=httpx2.Limits(max_connections=200)
        )

    async def stay(self, visitors: int, seconds: float) -> Seen:
        """Until the time is over and each has read the answer to the last question."""
        end = time.monotonic() + seconds
        async with self._http, asyncio.TaskGroup() as group:
            for number in range(visitors):
                group.create_task(self._visit(random.Random(self._seed + number), end))
        return self.seen

    async def _visit(self, chance: random.Random, end: float) -> None:
        await asyncio.sleep(chance.uniform(0, THINK_S[1]))
        while time.monotonic() < end:
            conversation: str | None = None
            for question in chance.choice(self._talks)[:STAY_IN_TALK]:
                conversation = await self._ask(question, conversation, chance)
                await asyncio.sleep(chance.uniform(*THINK_S))
                if time.monotonic() > end:
                    return

    async def _ask(self, question: str, conversation: str | None, chance: random.Random) -> str | None:
        body = {"question": question} | ({"conversation_id": conversation} if conversation else {})
        told, whim, began = Told(), chance.random(), time.monotonic()
        self.seen.asked += 1
        try:
            async with self._http.stream("POST", "/v1/chat", json=body) as stream:
                if stream.status_code == 429:
                    self.seen.told_busy += 1
                    return conversation
                stream.raise_for_status()
                conversation = await self._read(stream, told, began, whim) or conversation
            if not told.ended:
                await self._come_back(told, whim, began)
        except httpx2.HTTPError as failure:
            self.seen.lost.append(f"{type(failure).__name__}: {question}")
        return conversation

    async def _read(self, stream: httpx2.Response, told: Told, began: float, whim: float) -> str | None:
        """Read to the end, or leave after the first words when the visitor is of that mind; the conversation."""
        conversation: str | None = None
        async for number, event in _events(stream):
            told.last_event = number
            if event["event"] == "accepted":
                told.question_id, conversation = event["question_id"], event["conversation_id"]
            self._note(event, told, began)
            if event["event"] == "done":
                told.ended = True
                return conversation
            if whim < HANGS_UP + CANCELS + POLLS and event["event"] == "stage":
                return conversation
        return conversation

    async def _come_back(self, told: Told, whim: float, began: float) -> None:
        if whim < CANCELS:
            (await self._http.delete(f"/v1/chat/{told.question_id}")).raise_for_status()
            self.seen.cancelled += 1
            return
        if whim < CANCELS + POLLS:
            await self._poll(told)
            return
        self.seen.resumed += 1
        headers = {"Last-Event-ID": str(told.last_event)}
        async with self._http.stream("GET", f"/v1/chat/{told.question_id}/events", headers=headers) as stream:
            stream.raise_for_status()
            await self._read(stream, told, began, whim=1.0)
        if not told.ended:
            self.seen.lost.append(f"no done: {told.question_id}")

    async def _poll(self, told: Told) -> None:
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            state = (await self._http.get(f"/v1/chat/{told.question_id}")).raise_for_status().json()
            if not state["running"]:
                self.seen.done += 1
                return
            await asyncio.sleep(1.0)
        self.seen.lost.append(f"never ended: {told.question_id}")

    def _note(self, event: dict[str, Any], told: Told, began: float) -> None:
        kind = event["event"]
        self.seen.positions += kind == "position"
        self.seen.replaced += kind == "replace"
        if kind == "done":
            self.seen.done += 1
            self.seen.outcomes[event["outcome"]] = self.seen.outcomes.get(event["outcome"], 0) + 1
            # "I do not know that" comes soon and helps nobody: only an answer has useful words.
            if event["outcome"] == Outcome.ANSWERED and told.first_s is not None:
                self.seen.first_words_s[event["rung"] or BY_ITSELF].append(told.first_s)
        if kind == "delta" and told.first_s is None:
            told.first_s = time.monotonic() - began


async def _events(stream: httpx2.Response) -> AsyncIterator[tuple[int, dict[str, Any]]]:
    """Numbered events of one stream."""
    number = 0
    async for line in stream.aiter_lines():
        if line.startswith("id:"):
            number = int(line.removeprefix("id:"))
        elif line.startswith("data:"):
            yield number, json.loads(line.removeprefix("data:"))
