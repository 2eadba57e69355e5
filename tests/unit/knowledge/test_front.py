"""Knowledge as the answers see it: the shop, its facts, its documents, and an embedder that does not answer."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from appliance.contract.facts import ShopFacts
from appliance.contract.retrieval import Asked, Shop, Trust
from appliance.knowledge.facts.book import FactBook
from appliance.knowledge.facts.store import FactStore
from appliance.knowledge.front import KnowledgeFront
from appliance.knowledge.index.centre import Centre
from appliance.knowledge.ports import Vector
from appliance.knowledge.products.book import ProductBook
from appliance.knowledge.products.shelf import ProductShelf
from appliance.knowledge.retrieval.gate import Gate
from appliance.knowledge.retrieval.search import Retrieval
from appliance.knowledge.revisions import Revisions
from appliance.wiring.teaching import teaching
from tests.unit.knowledge.bag_of_words import indexed
from tests.unit.knowledge.conftest import Room, now


class Hanging:
    """An Embedder that never answers."""

    async def query(self, text: str) -> Vector:
        await asyncio.Event().wait()
        return ()

    async def passages(self, texts: Sequence[str]) -> list[Vector]:
        await asyncio.Event().wait()
        return []

    async def model_id(self) -> str:
        return "hanging"


async def test_the_shop_its_facts_and_its_documents_stand_behind_one_door(room: Room) -> None:
    store = FactStore(room.database, now)
    await store.write(ShopFacts(name="Ann's Bikes", languages=("de", "en"), phone="+1 503 555 0142"))
    await room.add("gifts.md", indexed("Gift cards", "Gift cards never expire."))
    taught = teaching(room.database, store, room.embedder, Centre(room.embedder), now)
    products = ProductBook(ProductShelf(room.database, now))
    revisions = Revisions(room.database, store, now)
    front = KnowledgeFront(store, FactBook(), taught.approved, products, room.retrieval, revisions, now)
    assert await front.shop() == Shop("Ann's Bikes", ("de", "en"), phone="+1 503 555 0142")
    told = await front.fact(Asked("What is your phone number?", "en"))
    assert told is not None
    assert told.text == "You can call us on +1 503 555 0142."
    assert (await front.search(Asked("do gift cards expire?", "en"), 1)).passages[0].title == "Gift cards"
    assert await front.contradicts("You can call us on +1 503 555 0199.", "en") == told.text
    assert await front.contradicts("You can call us on (503) 555-0142.", "en") is None


async def test_nobody_waits_for_an_embedder_that_hangs(room: Room) -> None:
    await room.add("gifts.md", indexed("Gift cards", "Gift cards never expire."))
    retrieval = Retrieval(room.database, room.index, Hanging(), Centre(Hanging()), Gate(), now)
    async with asyncio.timeout(10):
        found = await retrieval.search(Asked("do gift cards expire?", "en"), 3)
    assert [passage.similarity for passage in found.passages] == [0.0]
    assert found.trust is Trust.SURE
