"""Everything by keyboard, and heard as well as seen."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.fake_box import FakeBox
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def test_the_whole_way_by_keyboard(visitor: Visitor, box: FakeBox) -> None:
    page = visitor.page
    page.goto(box.bare())
    page.keyboard.press("Tab")
    expect(visitor.bell).to_be_focused()
    page.keyboard.press("Enter")
    expect(visitor.input).to_be_focused()
    page.keyboard.type("What is a")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("full tune-up?")
    expect(visitor.input).to_have_value("What is a\nfull tune-up?")
    page.keyboard.press("Enter")
    expect(visitor.log).to_contain_text("A full tune-up is $140.")
    expect(visitor.input).to_be_focused()
    page.keyboard.press("Escape")
    expect(visitor.panel).to_be_hidden()
    expect(visitor.bell).to_be_focused()


def test_what_was_typed_is_still_there_after_closing(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    visitor.input.fill("Half a question")
    visitor.panel.get_by_role("button", name="Close the chat").click()
    expect(visitor.bell).to_be_focused()
    visitor.bell.click()
    expect(visitor.input).to_have_value("Half a question")


def test_a_finished_answer_is_announced_once_and_the_log_stays_silent(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    expect(visitor.log).to_have_attribute("aria-live", "off")
    visitor.ask("held What is a full tune-up?")
    expect(visitor.log).to_contain_text("A full tune-up ")
    expect(visitor.announced).to_have_text("")
    box.released.set()
    expect(visitor.announced).to_have_text("Answer: A full tune-up is $140. ")


def test_the_visitor_is_always_told_that_an_assistant_answers(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    visitor.ask("long Tell me everything")
    expect(visitor.log).to_contain_text("Line 39")
    expect(visitor.panel.get_by_text("You are chatting with an AI assistant")).to_be_in_viewport()


def test_a_long_question_is_counted_and_never_cut(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    visitor.input.fill("x" * 1_700)
    expect(visitor.panel.get_by_text("characters")).to_be_hidden()
    visitor.input.fill("x" * 1_990)
    expect(visitor.panel).to_contain_text("10 characters left")
    visitor.ask("x" * 2_003)
    expect(visitor.panel).to_contain_text("3 characters too many")
    expect(visitor.input).to_have_value("x" * 2_003)
    assert box.seen.questions == []


def test_an_answer_is_copied(visitor: Visitor, box: FakeBox) -> None:
    visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visitor.open(box.bare())
    visitor.ask("What is a full tune-up?")
    visitor.log.get_by_role("button", name="Copy").click()
    expect(visitor.log.get_by_role("button", name="Copied")).to_be_visible()
    assert str(visitor.read("navigator.clipboard.readText()")).startswith("A full tune-up is $140.")


def test_an_answer_is_copied_on_a_page_without_a_clipboard_of_its_own(visitor: Visitor, box: FakeBox) -> None:
    visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visitor.open(box.bare())
    visitor.read(
        "window.board = navigator.clipboard;Object.defineProperty(navigator, 'clipboard', { value: undefined });"
        "board.writeText('before')"
    )
    visitor.ask("What is a full tune-up?")
    visitor.log.get_by_role("button", name="Copy").click()
    expect(visitor.log.get_by_role("button", name="Copied")).to_be_focused()
    assert str(visitor.read("board.readText()")).startswith("A full tune-up is $140.")


def test_the_focus_is_never_lost_while_trying_again(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    visitor.ask("error What is a full tune-up?")
    visitor.log.get_by_role("button", name="Try again").click()
    expect(visitor.input).to_be_focused()
    box.settings_down = True
    visitor.page.goto(box.bare(lang="en-GB"))
    expect(visitor.panel).to_contain_text("The chat cannot be reached just now.")
    visitor.panel.get_by_role("button", name="Try again").click()
    expect(visitor.panel.get_by_role("button", name="Close the chat")).to_be_focused()
    expect(visitor.panel).to_contain_text("The chat cannot be reached just now.")
    expect(visitor.panel.get_by_role("button", name="Close the chat")).to_be_focused()
