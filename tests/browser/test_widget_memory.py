"""What is kept in the browser, from when, and for what."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.fake_box import FakeBox
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def test_nothing_is_kept_before_the_first_letter(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    visitor.input.press("Enter")
    assert visitor.read("sessionStorage.length + localStorage.length + document.cookie.length") == 0
    visitor.page.reload()
    expect(visitor.bell).to_be_visible()


def test_the_first_question_half_typed_outlives_a_reload(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    visitor.input.fill("Half a question")
    visitor.page.reload()
    expect(visitor.input).to_have_value("Half a question")
    visitor.input.fill("")
    visitor.page.reload()
    expect(visitor.input).to_have_value("")
    assert visitor.read("localStorage.length + document.cookie.length") == 0


def test_a_reload_shows_the_conversation_again(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    visitor.ask("What is a full tune-up?")
    expect(visitor.log.get_by_role("button", name="Copy")).to_be_visible()
    visitor.input.fill("Half a question")
    visitor.page.reload()
    expect(visitor.log).to_contain_text("What is a full tune-up?")
    expect(visitor.log).to_contain_text("A full tune-up is $140.")
    expect(visitor.panel.get_by_role("list", name="Sources")).to_be_visible()
    expect(visitor.input).to_have_value("Half a question")
    expect(visitor.input).not_to_be_focused()
    assert len(box.seen.questions) == 1
    assert visitor.read("localStorage.length + document.cookie.length") == 0


def test_a_chat_that_was_closed_stays_closed_after_a_reload(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    visitor.ask("What is a full tune-up?")
    expect(visitor.log.get_by_role("button", name="Copy")).to_be_visible()
    visitor.page.keyboard.press("Escape")
    visitor.page.reload()
    visitor.bell.click()
    expect(visitor.log).to_contain_text("A full tune-up is $140.")


def test_an_answer_still_running_goes_on_after_a_reload(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    visitor.ask("held What is a full tune-up?")
    expect(visitor.log).to_contain_text("A full tune-up ")
    box.released.set()
    visitor.page.reload()
    expect(visitor.log.locator(".answer .text").last).to_have_text("A full tune-up is $140. ")
    assert len(box.seen.questions) == 1


def test_an_answer_that_ended_while_the_box_was_restarted_is_told_whole(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    visitor.ask("held What is a full tune-up?")
    expect(visitor.log).to_contain_text("A full tune-up ")
    box.restarted = True
    visitor.page.reload()
    expect(visitor.log.locator(".answer .text").last).to_have_text("A full tune-up is $140.")
    expect(visitor.panel.get_by_role("list", name="Sources")).to_contain_text("Tune-ups")
    expect(visitor.log.get_by_role("button", name="Copy")).to_be_visible()
    expect(visitor.log.get_by_role("button", name="Try again")).to_have_count(0)


def test_memory_of_another_shape_is_forgotten(visitor: Visitor, box: FakeBox) -> None:
    visitor.page.goto(box.bare())
    visitor.read("sessionStorage.setItem('shopbell-conversation-3', '[oops')")
    visitor.open(box.bare())
    visitor.ask("What is a full tune-up?")
    expect(visitor.log).to_contain_text("A full tune-up is $140.")
