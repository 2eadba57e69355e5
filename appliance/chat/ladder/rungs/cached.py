"""Owns the rungs that tell an answer again: by its words or meaning, and, once looked up, by its passages."""

from __future__ import annotations

from appliance.chat.cache.keeping.entry import CachedAnswer
from appliance.chat.ladder.memory import Memory
from appliance.chat.ladder.walk import Events, Walk
from appliance.contract.chat import ChatEvent, Delta, Outcome, Rung, Sources
from appliance.inference.deadline import Deadline


class Cached:
    """`step` asks before anything is looked up, `confirmed` afterwards."""

    def __init__(self, memory: Memory, limit: Deadline) -> None:
        self._memory = memory
        self._limit = limit

    async def step(self, walk: Walk) -> Events:
        if walk.anew:
            return
        with walk.watch.step("cache"):
            answer = await self._limit.within(lambda: self._memory.find(walk))
        for event in _again(walk, answer):
            yield event

    async def confirmed(self, walk: Walk) -> Events:
        if walk.anew:
            return
        with walk.watch.step("cache.confirm"):
            answer = await self._limit.within(lambda: self._memory.confirm(walk))
        for event in _again(walk, answer):
            yield event


def _again(walk: Walk, answer: CachedAnswer | None) -> tuple[ChatEvent, ...]:
    if answer is None:
        return ()
    return Delta(text=answer.text), Sources(sources=answer.sources), walk.done(Outcome.ANSWERED, Rung.CACHE)
