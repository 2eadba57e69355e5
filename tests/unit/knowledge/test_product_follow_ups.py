"""Owns questions that leave out what was named before: `and in blue?`, `how much is it?`"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.unit.knowledge.product_shop import Shop, opened


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[Shop]:
    async with opened(tmp_path) as ready:
        yield ready


async def test_what_was_named_before_is_meant(shop: Shop) -> None:
    assert await shop.named("and under $220?", "which tents do you have?") == ["Lakeside 2-Person Tent"]
    assert await shop.told("and in blue?", "is the trail t-shirt there in red?") == (
        "Trail T-Shirt: M / Dark Blue ($24, 2 in stock), L / Dark Blue ($24, out of stock at the moment)."
    )
    assert await shop.told("is it in stock?", "how much is the cap with ears?") == (
        "Cap with Ears: $25, out of stock at the moment."
    )


async def test_filters_add_up_until_another_of_their_kind_is_named(shop: Shop) -> None:
    red = "do you have red t-shirts?"
    assert await shop.told("in S?", red) == (
        "We have one for “t-shirts”, red, S: Trail T-Shirt, S / Red ($19, 4 in stock)."
    )
    told = await shop.told("and in blue?", red, "in M?")
    assert told == "We have one for “t-shirts”, M, blue: Trail T-Shirt, M / Dark Blue ($24, 2 in stock)."


async def test_a_thing_named_in_another_kind_of_question_is_meant_when_it_is_only_one(shop: Shop) -> None:
    assert await shop.told("how much is it?", "Can the Lakeside 2-Person Tent stand in snow?") == (
        "Lakeside 2-Person Tent: $200."
    )
    assert await shop.told("how much is it?", "Can your tents stand in snow?") is None


async def test_what_was_asked_in_between_breaks_the_thread(shop: Shop) -> None:
    assert await shop.told("how much is it?", "do you have the cap?", "when do you open?") is None


async def test_a_new_thing_is_a_new_beginning(shop: Shop) -> None:
    assert await shop.named("and sleeping bags?", "which tents do you have under $300?") == [
        "Naptime 5000 Sleeping Bag"
    ]
    assert await shop.told("do you have gift cards?", "which tents do you have?") is None
