"""A visitor says whether an answer helped, with a mouse, a keyboard or a screen reader."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.fake_box import FakeBox
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

GOOD, BAD = "This helped", "This did not help"


def asked(visitor: Visitor, box: FakeBox, question: str = "What is a full tune-up?") -> Locator:
    visitor.open(box.bare())
    visitor.ask(question)
    return visitor.log.get_by_role("group", name="Did this answer help?")


def test_an_answer_is_rated_and_the_mind_changed(visitor: Visitor, box: FakeBox) -> None:
    rating = asked(visitor, box)
    rating.get_by_role("button", name=BAD).click()
    expect(visitor.announced).to_have_text("Thank you for telling us.")
    expect(rating.get_by_role("button", name=BAD)).to_have_attribute("aria-pressed", "true")
    with visitor.page.expect_response(lambda answer: answer.url.endswith("/rating")):
        rating.get_by_role("button", name=GOOD).press("Enter")
    expect(rating.get_by_role("button", name=BAD)).to_have_attribute("aria-pressed", "false")
    expect(rating.get_by_role("button", name=GOOD)).to_have_attribute("aria-pressed", "true")
    assert box.seen.ratings == [
        ("/v1/chat/0/rating", {"helpful": False}),
        ("/v1/chat/0/rating", {"helpful": True}),
    ]
    assert visitor.errors == []


def test_a_rating_that_did_not_arrive_is_taken_back(visitor: Visitor, box: FakeBox) -> None:
    box.refuse_ratings = True
    rating = asked(visitor, box)
    rating.get_by_role("button", name=GOOD).click()
    expect(visitor.announced).to_contain_text("could not be sent")
    expect(rating.get_by_role("button", name=GOOD)).to_have_attribute("aria-pressed", "false")


def test_a_rating_is_still_there_after_the_page_was_left(visitor: Visitor, box: FakeBox) -> None:
    asked(visitor, box).get_by_role("button", name=GOOD).click()
    expect(visitor.announced).to_have_text("Thank you for telling us.")
    visitor.page.reload()
    expect(visitor.log.get_by_role("button", name=GOOD)).to_have_attribute("aria-pressed", "true")


def test_what_was_not_known_is_not_asked_about(visitor: Visitor, box: FakeBox) -> None:
    rating = asked(visitor, box, "form What is a full tune-up?")
    expect(visitor.log.get_by_label("Your name")).to_be_visible()
    expect(rating).to_have_count(0)
