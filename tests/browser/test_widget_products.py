"""A visitor asks for products, and sees what they cost, whether they are there, and where to look at them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.fake_box import FakeBox
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def products_of(visitor: Visitor) -> Locator:
    return visitor.log.get_by_role("list", name="Products").get_by_role("listitem")


def test_each_product_shows_its_price_whether_it_is_there_and_its_page(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.url)
    visitor.ask("products do you have beanies?")
    beanie, cap, scarf = (products_of(visitor).nth(at) for at in range(3))
    expect(beanie).to_have_text("Beanie$18 instead of $20 · in stock")
    expect(beanie.get_by_role("link")).to_have_attribute("href", "https://shop.example/beanie")
    expect(cap).to_have_text("<b>Cap</b>M / red · out of stock")
    expect(scarf).to_have_text("Scarffrom $9")
    assert visitor.errors == []


def test_only_safe_addresses_are_followed_or_shown(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.url)
    visitor.ask("products do you have beanies?")
    expect(products_of(visitor)).to_have_count(3)
    expect(visitor.log.get_by_role("link")).to_have_count(1)
    pictures = visitor.log.locator("img")
    assert [picture.get_attribute("alt") for picture in pictures.all()] == ["Beanie", "Scarf"]
    assert pictures.first.get_attribute("referrerpolicy") == "no-referrer"


def test_nothing_jumps_when_pictures_come_or_do_not(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.url)
    visitor.ask("products do you have beanies?")
    expect(visitor.log.locator("img.gone")).to_have_count(1)
    sizes = [picture.bounding_box() for picture in visitor.log.locator("img").all()]
    assert [(size["width"], size["height"]) for size in sizes if size] == [(64, 64), (64, 64)]
    assert visitor.read("window.shift") == 0


def test_products_are_still_there_on_the_next_page(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.url)
    visitor.ask("products do you have beanies?")
    expect(products_of(visitor)).to_have_count(3)
    visitor.page.reload()
    expect(products_of(visitor).first).to_contain_text("Beanie")
