"""Owns what is said when two documents do not agree on what is asked: both sides, and that the team knows."""

from __future__ import annotations

from appliance.chat.grounding.contradictions import contradictions, tell
from appliance.chat.ladder.walk import Events, Walk, sources
from appliance.contract.chat import Delta, Outcome, Rung
from appliance.contract.retrieval import Trust


class Disputed:
    """Hides no contradiction behind the passage that happens to be found first."""

    async def step(self, walk: Walk) -> Events:
        if walk.found.trust is not Trust.SURE:
            return
        with walk.watch.step("contradictions"):
            found = contradictions(walk.found.passages, walk.asked)
        if found:
            yield Delta(text=tell(found[0], walk.asked.language))
            yield sources((found[0].one.passage, found[0].other.passage))
            yield walk.done(Outcome.ANSWERED, Rung.EXTRACT)
