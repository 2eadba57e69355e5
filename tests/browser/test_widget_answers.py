"""A visitor asks, and reads an answer whatever happens on the way."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.fake_box import FakeBox
from tests.browser.scripts import HOSTILE
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


def test_words_that_look_like_a_page_stay_words(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    visitor.ask("hostile <b>question</b>")
    expect(visitor.log).to_contain_text(HOSTILE)
    expect(visitor.log).to_contain_text("hostile <b>question</b>")
    expect(visitor.log).to_contain_text("<b>Bad</b>")
    expect(visitor.log.get_by_role("link")).to_have_count(0)
    assert visitor.read("window.hurt") is None
    assert visitor.read("breaches") == []


def test_a_cut_answer_goes_on_where_it_stopped(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    visitor.ask("cut What is a full tune-up?")
    expect(visitor.log.locator(".answer .text").last).to_have_text("A full tune-up is $140. ")
    assert box.seen.resumed_after == [6]
    expect(visitor.log.get_by_role("button", name="Try again")).to_have_count(0)


def test_an_answer_that_cannot_be_taken_up_keeps_its_words_and_offers_the_next_step(
    visitor: Visitor, box: FakeBox
) -> None:
    box.refuse_resume = True
    visitor.open(box.bare())
    visitor.ask("cut What is a full tune-up?")
    expect(visitor.log).to_contain_text("The connection broke before the answer was complete.")
    expect(visitor.log).to_contain_text("A full tune-up ")
    expect(visitor.log.get_by_role("link", name="+1 503 555 0142")).to_have_attribute("href", "tel:+15035550142")
    assert len(box.seen.resumed_after) == 3
    box.refuse_resume = False
    visitor.log.get_by_role("button", name="Try again").click()
    expect(visitor.log.locator(".answer .text").last).to_have_text("A full tune-up is $140. ")
    assert len(box.seen.questions) == 1


def test_an_error_keeps_the_words_already_said(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    visitor.ask("error What is a full tune-up?")
    expect(visitor.log).to_contain_text("The assistant is having a short break.")
    expect(visitor.log).to_contain_text("A full tune-up is ")
    expect(visitor.log.get_by_role("link", name="hello@maplestreetbikes.example")).to_be_visible()
    visitor.log.get_by_role("button", name="Try again").click()
    expect(visitor.log.locator(".answer .text", has_text="A full tune-up is ")).to_have_count(2)


def test_a_busy_box_is_asked_once_more_by_itself(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    visitor.ask("busy What is a full tune-up?")
    expect(visitor.log).to_contain_text("Many people are asking right now.")
    expect(visitor.log).to_contain_text("A full tune-up is $140.")
    assert len(box.seen.questions) == 2


def test_a_slow_answer_says_so_and_shows_another_way(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    visitor.ask("slow What is a full tune-up?")
    expect(visitor.log).to_contain_text("Looking it up…")
    expect(visitor.log).to_contain_text("Still working on it…", timeout=10_000)
    expect(visitor.log.get_by_role("link", name="+1 503 555 0142")).to_be_visible()
    box.released.set()
    expect(visitor.log).to_contain_text("A full tune-up is $140.")
    expect(visitor.log).not_to_contain_text("Still working on it…")


def test_a_visitor_can_stop_an_answer(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    visitor.ask("held What is a full tune-up?")
    expect(visitor.log).to_contain_text("A full tune-up ")
    with visitor.page.expect_response(lambda answer: answer.request.method == "DELETE"):
        visitor.panel.get_by_role("button", name="Stop the answer").click()
    expect(visitor.log).to_contain_text("Stopped.")
    expect(visitor.log).to_contain_text("A full tune-up ")
    expect(visitor.panel.get_by_role("button", name="Send")).to_be_visible()
    assert "DELETE /v1/chat/0" in box.seen.requests


def test_a_follow_up_belongs_to_the_same_conversation(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    visitor.ask("What is a full tune-up?")
    expect(visitor.log.get_by_role("button", name="Copy")).to_have_count(1)
    visitor.ask("And how long does it take?")
    expect(visitor.log.get_by_role("button", name="Copy")).to_have_count(2)
    assert box.seen.questions[1].body["conversation_id"] == "c1"


def test_without_the_box_phone_and_e_mail_are_there_within_two_seconds(visitor: Visitor, box: FakeBox) -> None:
    visitor.page.goto(box.bare())
    box.go_away()
    visitor.bell.click()
    expect(visitor.panel.get_by_role("link", name="+1 503 555 0142")).to_be_visible(timeout=2_000)
    expect(visitor.panel.get_by_role("link", name="hello@maplestreetbikes.example")).to_be_visible()


def test_a_box_that_comes_back_is_found_by_trying_again(visitor: Visitor, box: FakeBox) -> None:
    box.settings_down = True
    visitor.page.goto(box.bare(lang="de"))
    visitor.page.get_by_role("button", name="Chat öffnen").click()
    expect(visitor.panel).to_contain_text("Der Chat ist gerade nicht erreichbar.")
    box.settings_down = False
    visitor.panel.get_by_role("button", name="Noch einmal versuchen").click()
    expect(visitor.panel.get_by_role("textbox", name="Ihre Frage")).to_be_focused()


def test_a_box_that_vanishes_while_the_chat_is_open_leaves_phone_and_e_mail(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    box.go_away()
    visitor.ask("What is a full tune-up?")
    expect(visitor.log).to_contain_text("The assistant cannot be reached just now.")
    expect(visitor.log).to_contain_text("What is a full tune-up?")
    expect(visitor.log.get_by_role("link", name="+1 503 555 0142")).to_be_visible()
    expect(visitor.log.get_by_role("button", name="Try again")).to_be_visible()
