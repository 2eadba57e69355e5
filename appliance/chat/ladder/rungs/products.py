"""Owns the rung of the table of products."""

from __future__ import annotations

from appliance.chat.ladder.walk import Events, Walk
from appliance.chat.ports import Knowledge
from appliance.contract.chat import Cards, Delta, Outcome, Rung, Sources
from appliance.inference.deadline import Deadline


class Products:
    """Names products by words and filters, with a card for each."""

    def __init__(self, knowledge: Knowledge, limit: Deadline) -> None:
        self._knowledge = knowledge
        self._limit = limit

    async def step(self, walk: Walk) -> Events:
        with walk.watch.step("products"):
            answer = await self._limit.within(lambda: self._knowledge.products(walk.asked))
        if answer:
            yield Delta(text=answer.text)
            yield Sources(sources=answer.sources)
            yield Cards(cards=answer.cards)
            yield walk.done(Outcome.ANSWERED, Rung.PRODUCTS)
