"""Owns walking one question down the ladder, as a stream of events."""

from __future__ import annotations

from contextlib import aclosing

from appliance.chat.ladder.order import rungs
from appliance.chat.ladder.stopwatch import Stopwatch
from appliance.chat.ladder.walk import Events, Question, Walk
from appliance.chat.ports import Announcements, Knowledge, Model
from appliance.contract.chat import Done
from appliance.contract.retrieval import Asked
from appliance.core.clock import Monotonic
from appliance.core.ids import new_id
from appliance.core.language import language_of


class AnswerService:
    """Walks the ladder. Each rung either ends the answer with `done` or lets the next one try."""

    def __init__(self, knowledge: Knowledge, model: Model, calendar: Announcements, clock: Monotonic) -> None:
        self._knowledge = knowledge
        self._calendar = calendar
        self._clock = clock
        self._rungs = rungs(knowledge, model, calendar)

    async def begin(self, question: Question) -> Walk:
        """A question at the top of the ladder, in the language it was asked in."""
        watch = Stopwatch(self._clock)
        shop = await self._knowledge.shop()
        asked = Asked(question.text.strip(), language_of(question.text, shop.languages), question.history)
        return Walk(question, shop, asked, watch, self._calendar.settings())

    async def answer(self, walk: Walk) -> Events:
        """Everything the visitor is told about one question, ending with `done`."""
        for rung in self._rungs:
            async with aclosing(rung(walk)) as events:
                async for event in events:
                    yield event
                    if isinstance(event, Done):
                        return

    async def rehearse(self, text: str) -> None:
        """Answer a question nobody waits for, behind all others, so that its answer is at hand when it comes."""
        walk = await self.begin(Question(new_id("q"), new_id("c"), text, (), "background"))
        async with aclosing(self.answer(walk)) as events:
            async for _ in events:
                pass
