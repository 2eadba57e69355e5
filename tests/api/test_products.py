"""Owns what an owner and a visitor meet over the api once a document tells of products."""

from __future__ import annotations

from decimal import Decimal

import httpx2

from appliance.api.services import Services
from appliance.contract.products import Product, Variant
from tests.api.conftest import OWNER
from tests.unit.knowledge.bag_of_words import indexed

BEANIE = Product(
    key="beanie",
    name="Beanie",
    category="Hats",
    variants=(Variant(price=Decimal(18), regular_price=Decimal(20), stock=3),),
)
CAP = Product(key="cap", name="Cap", category="Hats", variants=(Variant(price=Decimal(25)),))


async def taken_in(services: Services) -> str:
    document, _ = await services.catalogue.add("feed.csv", b"name,price\nBeanie,18\n")
    reading = indexed("Our hats", "Beanie: 18").model_copy(update={"products": (BEANIE, CAP)})
    await services.catalogue.take_in(None, document.id, reading)
    return document.id


async def test_the_owner_sees_products_with_their_document(services: Services, private: httpx2.AsyncClient) -> None:
    document_id = await taken_in(services)
    listed = (await private.get("/v1/products", headers=OWNER)).json()
    assert [(one["product"]["name"], one["document"], one["document_id"]) for one in listed] == [
        ("Beanie", "Our hats", document_id),
        ("Cap", "Our hats", document_id),
    ]
    found = (await private.get("/v1/products?words=caps&limit=5", headers=OWNER)).json()
    assert [one["product"]["name"] for one in found] == ["Cap"]
    assert (await private.get("/v1/products?document_id=doc_none", headers=OWNER)).json() == []
    assert (await private.get("/v1/knowledge", headers=OWNER)).json()["products"] == 2


async def test_a_list_without_an_end_is_refused(private: httpx2.AsyncClient) -> None:
    assert (await private.get("/v1/products?limit=100000", headers=OWNER)).status_code == 422


async def test_a_visitor_gets_words_sources_and_cards(services: Services, public: httpx2.AsyncClient) -> None:
    await taken_in(services)
    asked = await public.post("/v1/chat", json={"question": "Do you have a beanie in stock?"})
    order = [line.removeprefix("event: ") for line in asked.text.splitlines() if line.startswith("event: ")]
    assert order == ["accepted", "delta", "sources", "cards", "done"]
    assert "Beanie: $18 instead of $20, 3 in stock." in asked.text
    question_id = asked.text.split('"question_id":"')[1].split('"')[0]
    state = (await public.get(f"/v1/chat/{question_id}")).json()
    assert (state["rung"], state["cards"][0]["price"]) == ("products", "$18")


async def test_products_go_with_their_document(services: Services, private: httpx2.AsyncClient) -> None:
    document_id = await taken_in(services)
    await private.delete(f"/v1/knowledge/documents/{document_id}", headers=OWNER)
    assert (await private.get("/v1/products", headers=OWNER)).json() == []
    assert (await private.get("/v1/knowledge", headers=OWNER)).json()["products"] == 0
