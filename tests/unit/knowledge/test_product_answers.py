"""Owns what a customer reads who asks for products: prices, stock, variants, filters, and what comes nearest."""

from __future__ import annotations

from collections.abc import AsyncIterator
from decimal import Decimal
from pathlib import Path

import pytest

from appliance.contract.chat import ProductCard, Source
from appliance.contract.products import Product, Variant
from tests.unit.knowledge.product_shop import SHIRT, Shop, opened, single


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[Shop]:
    async with opened(tmp_path) as ready:
        yield ready


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How much is the Ridgeway R4 Tent?", "Ridgeway R4 Tent: $250."),
        ("how much is the lakeside tent", "Lakeside 2-Person Tent: $200."),
        ("what does the cap cost?", "Cap: $18 instead of $22, in stock."),
        ("do you still have the cap with ears?", "Cap with Ears: $25, out of stock at the moment."),
        (
            "is the naptime 5000 in stock",
            "Naptime 5000 Sleeping Bag: $129.99. I cannot see here whether it is in stock.",
        ),
        ("TS-M-D", "Trail T-Shirt, M / Dark Blue: $24, 2 in stock."),
        ("how much is TS-S-R?", "Trail T-Shirt, S / Red: $19, 4 in stock."),
    ],
)
async def test_one_product_is_told_with_what_is_known_of_it(shop: Shop, question: str, told: str) -> None:
    assert await shop.told(question) == told


async def test_variants_that_differ_are_told_one_by_one(shop: Shop) -> None:
    assert await shop.told("is the trail t-shirt in stock?") == (
        "Trail T-Shirt: S / Red ($19, 4 in stock), M / Red ($19, out of stock at the moment), "
        "M / Dark Blue ($24, 2 in stock), L / Dark Blue ($24, out of stock at the moment)."
    )


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("tents under $300", ["Lakeside 2-Person Tent", "Ridgeway R4 Tent"]),
        ("which tents do you have between 220 and 450 dollars?", ["Ridgeway R4 Tent", "Ridgeway R4 Pro Tent"]),
        ("what tents from Fernwell do you sell?", ["Ridgeway R4 Tent", "Ridgeway R4 Pro Tent"]),
        ("your cheapest tent please", ["Lakeside 2-Person Tent", "Ridgeway R4 Tent", "Ridgeway R4 Pro Tent"]),
        ("the most expensive tent", ["Ridgeway R4 Pro Tent", "Ridgeway R4 Tent", "Lakeside 2-Person Tent"]),
        ("caps in stock", ["Cap"]),
        ("what is on sale?", ["Cap"]),
        ("sleeping bags or tents under $210", ["Naptime 5000 Sleeping Bag", "Lakeside 2-Person Tent"]),
        ("anything over $400?", ["Ridgeway R4 Pro Tent"]),
    ],
)
async def test_only_what_fulfils_every_filter_is_named(shop: Shop, question: str, names: list[str]) -> None:
    assert await shop.named(question) == names


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("tents under $210", "We have one for “tents”, under $210: Lakeside 2-Person Tent ($200)."),
        (
            "Do you have tents under $300?",
            "We have 2 for “tents”, under $300: Lakeside 2-Person Tent ($200), Ridgeway R4 Tent ($250).",
        ),
        ("tents under $50", "We have nothing for “tents”, under $50; the cheapest is Lakeside 2-Person Tent ($200)."),
        (
            "tents over $900",
            "We have nothing for “tents”, over $900; the most expensive is Ridgeway R4 Pro Tent ($420).",
        ),
        ("trail t-shirt in size XL", "We have nothing for Trail T-Shirt, size XL. Trail T-Shirt: Size: S, M, L."),
        ("green t-shirt", "We have nothing for “t-shirt”, green. Trail T-Shirt: Color: Red, Dark Blue."),
        (
            "waterproof tents under $300",
            "The descriptions mention “waterproof”. "
            "We have one for “waterproof tents”, under $300: Ridgeway R4 Tent ($250).",
        ),
        (
            "slepping bags under $150",
            "I read “slepping” as “Sleeping”. "
            "We have one for “slepping bags”, under $150: Naptime 5000 Sleeping Bag ($129.99).",
        ),
    ],
)
async def test_what_was_asked_is_said_with_what_there_is(shop: Shop, question: str, told: str) -> None:
    assert await shop.told(question) == told


async def test_all_filters_hold_for_the_same_variant(shop: Shop) -> None:
    """There are red ones in M, and there are red ones in stock, but no red one in M in stock."""
    told = await shop.told("red t-shirts in size M in stock")
    assert told is not None
    assert told.startswith("We have nothing for “t-shirts”, size M, red, in stock.")
    assert await shop.told("blue t-shirts in M in stock") == (
        "We have one for “t-shirts”, blue, M, in stock: Trail T-Shirt, M / Dark Blue ($24, 2 in stock)."
    )


async def test_a_look_alike_never_answers_for_another(shop: Shop) -> None:
    assert await shop.named("how much is the Ridgeway R4 Pro Tent?") == ["Ridgeway R4 Pro Tent"]
    assert await shop.named("how much is the Ridgeway R4 Tent?") == ["Ridgeway R4 Tent"]
    assert await shop.told("do you have the Ridgeway R3?") == (
        "We have no “Ridgeway R3” in our list. The nearest: Ridgeway R4 Tent ($250), Ridgeway R4 Pro Tent ($420)."
    )
    assert await shop.told("is the Naptime 2000 in stock?") == (
        "We have no “Naptime 2000” in our list. The nearest: Naptime 5000 Sleeping Bag ($129.99)."
    )


async def test_what_a_thing_is_for_is_not_what_it_is(tmp_path: Path) -> None:
    sold = [
        single("Swift Paddle", "90", "Kayaking Gear"),
        single("Plain Daypack", "40", "Backpacks > Hiking Backpacks"),
    ]
    async with opened(tmp_path, sold) as shop:
        assert await shop.told("do you sell kayaks?") is None
        assert await shop.told("do you sell gear for kayaking?") == "Swift Paddle: $90."
        assert await shop.told("do you sell hiking backpacks?") == "Plain Daypack: $40."


async def test_one_name_within_another_means_the_one_that_was_said(shop: Shop) -> None:
    assert await shop.named("how much is a cap?") == ["Cap"]
    assert await shop.named("which caps do you have?") == ["Cap", "Cap with Ears"]
    assert await shop.named("is the cap available for under $20?") == ["Cap"]


async def test_the_values_of_an_attribute_are_told(shop: Shop) -> None:
    assert await shop.told("what sizes does the trail t-shirt come in?") == "Trail T-Shirt: Size: S, M, L."
    assert await shop.told("which colours does the trail t-shirt come in") == "Trail T-Shirt: Color: Red, Dark Blue."
    assert await shop.told("which colours does the cap come in") is None


async def test_an_answer_carries_its_source_and_a_card_of_the_variant_that_was_meant(shop: Shop) -> None:
    answer = await shop.answer("trail t-shirt in red, size S")
    assert answer is not None
    assert answer.sources == (Source(title="Our range", place="Trail T-Shirt", document_id="doc_1"),)
    assert answer.cards == (
        ProductCard(
            name="Trail T-Shirt",
            detail="S / Red",
            price="$19",
            url=SHIRT.url,
            image=SHIRT.image,
            in_stock=True,
            document_id="doc_1",
        ),
    )


async def test_what_nobody_knows_is_not_told(tmp_path: Path) -> None:
    async with opened(tmp_path, [single("Boat Hook", None, "Boats")]) as shop:
        assert await shop.told("do you have a boat hook?") == "Boat Hook."
        assert await shop.told("how much is the boat hook?") is None
        assert await shop.told("boat hook in red") is None


async def test_a_long_list_is_cut_and_says_how_many_more_there_are(tmp_path: Path) -> None:
    async with opened(tmp_path, [single(f"Mug Number {at}", f"{at}") for at in range(1, 10)]) as shop:
        told = await shop.told("show me mugs")
        assert told is not None
        assert told.startswith("We have 9 for “mugs”: Mug Number 1 ($1), ")
        assert told.endswith("and 4 more.")


async def test_many_variants_are_told_as_a_span(tmp_path: Path) -> None:
    variants = tuple(Variant(attributes={"Length": f"{at} cm"}, price=Decimal(at)) for at in range(10, 18))
    async with opened(tmp_path, [Product(key="rope", name="Rope", currency="EUR", variants=variants)]) as shop:
        assert await shop.told("how much is the rope?") == (
            "Rope: €10 to €17. Length: 10 cm, 11 cm, 12 cm, 13 cm, 14 cm, 15 cm, 16 cm, 17 cm."
        )
        assert await shop.told("rope 12 cm") == "Rope, 12 cm: €12."
