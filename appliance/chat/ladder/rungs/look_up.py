"""Owns finding the passages that the rungs below stand on."""

from __future__ import annotations

from dataclasses import replace

from appliance.chat.ladder.memory import Memory
from appliance.chat.ladder.walk import NOTHING_FOUND, Events, Walk
from appliance.contract.chat import Stage, Staged
from appliance.contract.retrieval import Trust
from appliance.inference.deadline import Deadline

# The extract may join what stands under one heading; the model reads only the first few.
LOOK_AT = 10
FAILED = replace(NOTHING_FOUND, complete=False)


class LookUp:
    """Answers nothing itself."""

    def __init__(self, memory: Memory, limit: Deadline) -> None:
        self._memory = memory
        self._limit = limit

    async def step(self, walk: Walk) -> Events:
        yield Staged(stage=Stage.LOOKING_UP)
        with walk.watch.step("retrieval"):
            found = await self._limit.within(lambda: self._memory.search(walk, LOOK_AT)) or FAILED
        for step in found.steps:
            walk.watch.add(f"retrieval.{step.name}", step.began, step.took)
        walk.found = found if found.trust is not Trust.NONE else replace(found, passages=(), steps=())
