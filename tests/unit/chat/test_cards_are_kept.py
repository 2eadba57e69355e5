"""Owns that the products shown with an answer are still there when it is read again."""

from __future__ import annotations

from appliance.contract.chat import ProductCard, Rung, Source
from appliance.contract.retrieval import ProductsAnswer
from tests.unit.chat.conftest import Room
from tests.unit.chat.played import Knowledge, Model, ended, request

BEANIE = ProductCard(name="Beanie", price="$18", regular_price="$20", in_stock=True, document_id="doc_1")


async def test_cards_are_kept_with_their_answer(room: Room) -> None:
    knowledge = Knowledge()
    knowledge.sells = ProductsAnswer("Beanie: $18.", (Source(title="Feed", place=""),), (BEANIE,))
    desk = room.desk(Model("no"), knowledge)
    question_id = await desk.ask(request("Do you have beanies?"), "visitor")
    await ended(desk, question_id)
    assert (await desk.state(question_id)).cards == (BEANIE,)
    kept = await room.conversations.state(question_id)
    assert (kept.cards, kept.rung) == ((BEANIE,), Rung.PRODUCTS)


async def test_an_answer_without_products_has_none(room: Room) -> None:
    desk = room.desk(Model("no"))
    question_id = await desk.ask(request(), "visitor")
    await ended(desk, question_id)
    assert (await room.conversations.state(question_id)).cards == ()
