"""Owns the rung of the table of products."""

from __future__ import annotations

from appliance.chat.ladder.scribe import Scribe
from appliance.chat.ladder.walk import Events, Walk
from appliance.chat.ports import Knowledge
from appliance.contract.chat import Cards, Delta, Outcome, ProductCard, Rung, Sources
from appliance.inference.deadline import Deadline


class Products:
    """Names products by words and filters, with a card for each."""

    def __init__(self, knowledge: Knowledge, scribe: Scribe, limit: Deadline) -> None:
        self._knowledge = knowledge
        self._scribe = scribe
        self._limit = limit

    async def step(self, walk: Walk) -> Events:
        with walk.watch.step("products"):
            answer = await self._limit.within(lambda: self._knowledge.products(walk.asked))
        if answer and not self._scribe.never_said(answer.text, *map(_words, answer.cards)):
            yield Delta(text=answer.text)
            yield Sources(sources=answer.sources)
            yield Cards(cards=answer.cards)
            yield walk.done(Outcome.ANSWERED, Rung.PRODUCTS)


def _words(card: ProductCard) -> str:
    return f"{card.name} {card.detail}"
