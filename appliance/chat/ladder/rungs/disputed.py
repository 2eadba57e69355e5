"""Owns what is said when two documents do not agree on what is asked: both sides, and that the team knows."""

from __future__ import annotations

from appliance.chat.grounding.contradictions import Contradiction, contradictions, tell
from appliance.chat.ladder.scribe import Scribe
from appliance.chat.ladder.walk import Events, Walk, sources
from appliance.contract.chat import Delta, Outcome, Rung
from appliance.contract.retrieval import Trust


class Disputed:
    """Hides no contradiction behind the passage that happens to be found first."""

    def __init__(self, scribe: Scribe) -> None:
        self._scribe = scribe

    async def step(self, walk: Walk) -> Events:
        found = await self._first(walk) if walk.found.trust is Trust.SURE else None
        if found:
            yield Delta(text=tell(found, walk.asked.language))
            yield sources((found.one.passage, found.other.passage))
            yield walk.done(Outcome.ANSWERED, Rung.EXTRACT)

    async def _first(self, walk: Walk) -> Contradiction | None:
        """Of what may be told: a side that the typed facts deny, or that this shop never says, is no side."""
        with walk.watch.step("contradictions"):
            for found in contradictions(walk.found.passages, walk.understood):
                if await self._may_be_told(found, walk):
                    return found
        return None

    async def _may_be_told(self, found: Contradiction, walk: Walk) -> bool:
        for side in (found.one, found.other):
            known = "\n".join((side.passage.text, side.passage.url or "", *walk.shop.hosts))
            if not await self._scribe.may_be_told(side.sentence, known, walk.asked.language):
                return False
        return True
