"""Owns that what a shop never says is in no answer: neither in facts nor taught, nor of products, nor on a card."""

from __future__ import annotations

from dataclasses import replace

import pytest

from appliance.chat.grounding.filter import Filter
from appliance.chat.ladder.service import AnswerService
from appliance.chat.writing import prompt
from appliance.contract.chat import Cards, ChatEvent, ProductCard, Rung, Source
from appliance.contract.retrieval import ApprovedMatch, FactAnswer, ProductsAnswer
from appliance.contract.settings import SafetySettings
from tests.unit.chat.played import Knowledge, Model, answered, done, standing, told

SOURCE = Source(title="Price list", place="")
SAFETY = SafetySettings(never_say=("Zebra*",), competitors=("Bike-World",))


def sells(text: str, name: str, detail: str = "") -> Knowledge:
    knowledge = Knowledge()
    card = ProductCard(name=name, detail=detail, document_id="doc_1")
    knowledge.sells = ProductsAnswer(text, (SOURCE,), (card,))
    return knowledge


async def heard(knowledge: Knowledge) -> list[ChatEvent]:
    on = standing(Model("Nothing."), knowledge)
    on = replace(on, scribe=replace(on.scribe, last_look=Filter(SAFETY, (), prompt.TEMPLATE, "")))
    return [event async for event in answered(AnswerService(on, lambda: 0.0))]


@pytest.mark.parametrize(
    "knowledge",
    [
        sells("Zebra Lamp: $24.", "Zebra Lamp"),
        sells("It costs $24.", "Zebra Lamp"),
        sells("Lamp: $24.", "Lamp", "red / zebra"),
        sells("Bike World Bell: $12.", "Bell"),
        Knowledge(fact=FactAnswer("We are nearer than Bike-World.", SOURCE)),
        Knowledge(taught=ApprovedMatch("a_1", "The zebra is on the left.")),
    ],
)
async def test_what_the_shop_never_says_is_left_to_the_next_who_knows(knowledge: Knowledge) -> None:
    events = await heard(knowledge)
    assert told(events).startswith("The deposit for a city bike is $200.")
    assert not any(isinstance(event, Cards) for event in events)


async def test_all_else_is_told_as_before() -> None:
    assert done(await heard(sells("Bell: $12.", "Bell"))).rung is Rung.PRODUCTS
