"""A visitor asks, and reads an answer whatever happens on the way."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.fake_box import FakeBox
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def test_nothing_is_asked_for_before_the_visitor_does_something(visitor: Visitor, box: FakeBox) -> None:
    visitor.page.goto(box.bare())
    expect(visitor.bell).to_be_visible()
    visitor.page.wait_for_load_state("networkidle")
    assert box.seen.requests == ["GET /bare", "GET /widget/shopbell.js"]
    assert visitor.read("sessionStorage.length + document.cookie.length") == 0


def test_a_question_shows_at_once_and_its_answer_stands_with_its_sources(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.url)
    visitor.ask("What is a full tune-up?")
    expect(visitor.log).to_contain_text("What is a full tune-up?")
    expect(visitor.log).to_contain_text("A full tune-up is $140.")
    expect(visitor.panel.get_by_role("list", name="Sources")).to_contain_text("Tune-ups · Full tune-up")
    expect(visitor.panel.get_by_role("link", name="Service price list")).to_have_attribute(
        "href", "https://shop.example/prices"
    )
    assert box.seen.questions[0].body == {"question": "What is a full tune-up?", "page": "/"}
    assert visitor.errors == []
