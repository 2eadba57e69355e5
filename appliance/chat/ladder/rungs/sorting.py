"""Owns what follows from a question's topic: small talk is answered here, the rungs that may speak are named."""

from __future__ import annotations

from appliance.chat.ladder.standing import Triage
from appliance.chat.ladder.walk import Events, Walk
from appliance.chat.triage.plan import plan
from appliance.chat.triage.replies import reply
from appliance.contract.chat import Delta, Outcome
from appliance.contract.triage import Topic, Verdict


class Sorting:
    """Asks triage; when that is not sure, the whole ladder tries."""

    def __init__(self, triage: Triage) -> None:
        self._triage = triage

    async def step(self, walk: Walk) -> Events:
        with walk.watch.step("triage"):
            walk.sorted = await self._triage.sort(walk.asked)
        verdict = walk.judgement.verdict if walk.judgement else Verdict.PASS
        walk.plan = plan(walk.sorted, verdict, priority=walk.question.priority, again=walk.asked_again)
        if text := reply(walk.sorted, walk.asked.text, walk.shop, walk.asked.language):
            rude = walk.sorted.topic is Topic.ABUSE
            yield Delta(text=text)
            yield walk.done(Outcome.REFUSED if rude else Outcome.ANSWERED, None)
