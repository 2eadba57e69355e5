"""Owns the rung that quotes the documents. It also answers while the model is loading, busy or dead."""

from __future__ import annotations

from appliance.chat.ladder.walk import Events, Walk, sources
from appliance.chat.writing.extract import extract
from appliance.contract.chat import Delta, Outcome, Rung
from appliance.contract.retrieval import Trust


class Extracted:
    """Answers with the best sentences of the best passages."""

    async def step(self, walk: Walk) -> Events:
        if walk.found.trust is not Trust.SURE:
            return
        with walk.watch.step("extract"):
            quoted = extract(walk.asked, walk.found.passages)
        if quoted:
            walk.told = quoted.passages
            yield Delta(text=quoted.text)
            yield sources(quoted.passages)
            yield walk.done(Outcome.ANSWERED, Rung.EXTRACT)
