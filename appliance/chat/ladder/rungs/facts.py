"""Owns the rung of typed facts."""

from __future__ import annotations

from appliance.chat.ladder.scribe import Scribe
from appliance.chat.ladder.walk import Events, Walk
from appliance.chat.ports import Knowledge
from appliance.contract.chat import Delta, Outcome, Rung, Sources
from appliance.inference.deadline import Deadline


class Facts:
    """Answers from hours, holidays, prices, contact, policies. No model involved."""

    def __init__(self, knowledge: Knowledge, scribe: Scribe, limit: Deadline) -> None:
        self._knowledge = knowledge
        self._scribe = scribe
        self._limit = limit

    async def step(self, walk: Walk) -> Events:
        with walk.watch.step("facts"):
            fact = await self._limit.within(lambda: self._knowledge.fact(walk.asked))
        if fact and not self._scribe.never_said(fact.text):
            yield Delta(text=fact.text)
            yield Sources(sources=(fact.source,))
            yield walk.done(Outcome.ANSWERED, Rung.FACTS)
