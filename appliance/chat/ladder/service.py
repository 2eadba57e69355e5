"""Owns walking one question down the ladder, as a stream of events."""

from __future__ import annotations

from contextlib import aclosing

from appliance.chat.ladder.order import rungs
from appliance.chat.ladder.stopwatch import Stopwatch
from appliance.chat.ladder.walk import Events, Question, Walk
from appliance.chat.ports import Knowledge, Model
from appliance.contract.chat import Done
from appliance.contract.retrieval import Asked
from appliance.contract.settings import AnswerSettings
from appliance.core.clock import Monotonic
from appliance.core.language import language_of


class AnswerService:
    """Walks the ladder. Each rung either ends the answer with `done` or lets the next one try."""

    def __init__(self, knowledge: Knowledge, model: Model, settings: AnswerSettings, clock: Monotonic) -> None:
        self._knowledge = knowledge
        self._clock = clock
        self._rungs = rungs(knowledge, model, settings)

    async def begin(self, question: Question) -> Walk:
        """A question at the top of the ladder, in the language it was asked in."""
        watch = Stopwatch(self._clock)
        shop = await self._knowledge.shop()
        asked = Asked(question.text.strip(), language_of(question.text, shop.languages), question.history)
        return Walk(question, shop, asked, watch)

    async def answer(self, walk: Walk) -> Events:
        """Everything the visitor is told about one question, ending with `done`."""
        for rung in self._rungs:
            async with aclosing(rung(walk)) as events:
                async for event in events:
                    yield event
                    if isinstance(event, Done):
                        return
