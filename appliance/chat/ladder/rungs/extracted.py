"""Owns the rung that quotes the documents. It also answers while the model is loading, busy or dead."""

from __future__ import annotations

from appliance.chat.ladder.scribe import Scribe
from appliance.chat.ladder.walk import Events, Walk, sources
from appliance.contract.chat import Delta, Outcome, Rung
from appliance.contract.retrieval import Trust


class Extracted:
    """Answers with the best sentences of the best passages."""

    def __init__(self, scribe: Scribe) -> None:
        self._scribe = scribe

    async def step(self, walk: Walk) -> Events:
        if walk.found.trust is not Trust.SURE:
            return
        with walk.watch.step("extract"):
            quoted = await self._scribe.quote(walk)
        if quoted:
            walk.told = quoted.passages
            yield Delta(text=quoted.text)
            yield sources(quoted.passages)
            yield walk.done(Outcome.ANSWERED, Rung.EXTRACT)
