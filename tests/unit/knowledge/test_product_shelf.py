"""Owns the table of products: it is replaced by document, goes with its document, and is listed for the owner."""

from __future__ import annotations

from collections.abc import AsyncIterator
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import text

from appliance.contract.products import Product, Variant
from appliance.knowledge.products.values import Filters
from tests.unit.knowledge.product_shop import SHIRT, SHOP, TENTS, Shop, opened, single


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[Shop]:
    async with opened(tmp_path) as ready:
        yield ready


async def names(shop: Shop, words: str = "", document_id: str | None = None) -> list[str]:
    return [known.product.name for known in await shop.shelf.listed(words, document_id)]


async def test_a_product_comes_out_as_it_went_in(shop: Shop) -> None:
    (known,) = await shop.shelf.listed("trail")
    assert (known.document_id, known.document) == ("doc_1", "Our range")
    assert known.product.model_dump(exclude={"variants"}) == SHIRT.model_dump(exclude={"variants"})
    assert [variant.model_dump(exclude={"in_stock"}) for variant in known.product.variants] == [
        variant.model_dump(exclude={"in_stock"}) for variant in SHIRT.variants
    ]
    assert [variant.in_stock for variant in known.product.variants] == [True, False, True, False]


async def test_a_document_that_is_read_again_replaces_its_products_alone(shop: Shop) -> None:
    await shop.document("doc_2")
    await shop.shelf.put("doc_2", [single("Kayak", "900")], "en")
    await shop.shelf.put("doc_1", [single("Canoe", "700")], None)
    assert await names(shop) == ["Canoe", "Kayak"]
    assert await shop.named("do you have tents?") == []
    assert await shop.named("do you have a canoe?") == ["Canoe"]


async def test_more_products_than_a_batch_holds_are_replaced_whole(shop: Shop) -> None:
    await shop.shelf.put("doc_1", [single(f"Peg {at}", "1") for at in range(600)], "en")
    await shop.shelf.put("doc_1", [single(f"Hook {at}", "1") for at in range(300)], "en")
    assert await shop.shelf.count() == 300
    assert await names(shop, "peg") == []


async def test_products_go_with_their_document(shop: Shop) -> None:
    await shop.remove("doc_1")
    assert await shop.shelf.count() == 0
    assert await shop.answer("do you have tents?") is None
    async with shop.database.session() as session:
        assert await session.scalar(text("SELECT count(*) FROM product_variants")) == 0
        assert await session.scalar(text("SELECT count(*) FROM product_terms")) == 0


async def test_what_has_expired_is_not_offered(shop: Shop) -> None:
    for document_id, expires_on, name in (("doc_2", "2026-10-06", "Old Kayak"), ("doc_3", "2026-10-07", "New Kayak")):
        await shop.document(document_id, expires_on=expires_on)
        await shop.shelf.put(document_id, [single(name, "900")], "en")
    assert await shop.named("do you have kayaks?") == ["New Kayak"]


async def test_a_product_that_two_documents_tell_is_named_once_with_its_page(shop: Shop) -> None:
    await shop.document("doc_2")
    page = "https://shop.example/lakeside"
    await shop.shelf.put("doc_2", [TENTS[2].model_copy(update={"url": page})], "en")
    answer = await shop.answer("tents under $220")
    assert answer is not None
    assert [card.url for card in answer.cards] == [page]


async def test_the_owner_lists_and_searches(shop: Shop) -> None:
    assert len(await shop.shelf.listed()) == len(SHOP)
    assert await names(shop, "tents alderby") == ["Lakeside 2-Person Tent"]
    assert await names(shop, "poles") == ["Ridgeway R4 Pro Tent"]
    assert await names(shop, "kayak") == []
    assert await names(shop, '"$') == await names(shop)
    assert await names(shop, document_id="doc_9") == []
    assert len(await shop.shelf.listed(limit=2)) == 2


async def test_prices_are_exact_to_the_hundredth(shop: Shop) -> None:
    bag = Product(key="bag", name="Bag", variants=(Variant(price=Decimal("19.99"), regular_price=Decimal("24.5")),))
    await shop.shelf.put("doc_1", [bag], "en")
    assert (
        await shop.told("bags under $19.99") == "We have one for “bags”, under $19.99: Bag ($19.99 instead of $24.50)."
    )
    assert (await shop.shelf.search(Filters(price_max=Decimal("19.98")), 5)).total == 0


async def test_a_currency_that_is_named_is_the_one_that_counts(shop: Shop) -> None:
    rope = single("Rope", "40").model_copy(update={"currency": "EUR"})
    await shop.shelf.put("doc_1", [rope], "en")
    assert await shop.told("ropes under 50 euros") == "We have one for “ropes”, under €50: Rope (€40)."
    assert await shop.told("ropes under $50") == "We have nothing for “ropes”, under $50; the cheapest is Rope (€40)."
    assert await shop.told("ropes under 50") == "We have one for “ropes”, under $50: Rope (€40)."
