"""Owns the rung of typed facts."""

from __future__ import annotations

from appliance.chat.ladder.walk import Events, Walk
from appliance.chat.ports import Knowledge
from appliance.contract.chat import Delta, Outcome, Rung, Sources
from appliance.inference.deadline import Deadline


class Facts:
    """Answers from hours, holidays, prices, contact, policies. No model involved."""

    def __init__(self, knowledge: Knowledge, limit: Deadline) -> None:
        self._knowledge = knowledge
        self._limit = limit

    async def step(self, walk: Walk) -> Events:
        with walk.watch.step("facts"):
            fact = await self._limit.within(lambda: self._knowledge.fact(walk.asked))
        if fact:
            yield Delta(text=fact.text)
            yield Sources(sources=(fact.source,))
            yield walk.done(Outcome.ANSWERED, Rung.FACTS)
