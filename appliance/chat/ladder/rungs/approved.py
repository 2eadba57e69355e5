"""Owns the rung of answers that the owner taught."""

from __future__ import annotations

from appliance.chat.ladder.scribe import Scribe
from appliance.chat.ladder.walk import Events, Walk
from appliance.chat.ports import Knowledge
from appliance.chat.words import say
from appliance.contract.chat import Delta, Outcome, Rung, Source, Sources
from appliance.inference.deadline import Deadline


class Approved:
    """Tells what was taught for this very question."""

    def __init__(self, knowledge: Knowledge, scribe: Scribe, limit: Deadline) -> None:
        self._knowledge = knowledge
        self._scribe = scribe
        self._limit = limit

    async def step(self, walk: Walk) -> Events:
        with walk.watch.step("approved"):
            match = await self._limit.within(lambda: self._knowledge.approved(walk.asked))
        if match and not self._scribe.never_said(match.text):
            yield Delta(text=match.text)
            yield Sources(sources=(Source(title=say("from_team", walk.asked.language), place=""),))
            yield walk.done(Outcome.ANSWERED, Rung.APPROVED)
