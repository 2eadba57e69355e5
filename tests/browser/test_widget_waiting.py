"""A visitor waits: where they stand, what else they can do, and a better answer in place of a quick one."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.fake_box import FakeBox
from tests.browser.scripts import LONG_QUOTE
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

SEEN = """
window.heard = [];
new MutationObserver(() => heard.push(document.querySelector('shopbell-chat').shadowRoot
  .querySelector('.panel > .unseen').textContent)).observe(
  document.querySelector('shopbell-chat').shadowRoot.querySelector('.panel > .unseen'), { childList: true });
"""
MAIL = "E-mail me the answer"
PHONE, EMAIL = "+1 503 555 0142", "hello@maplestreetbikes.example"
# Two seconds of the widget's own, and what a busy machine needs to show them.
REACHED_MS = 3_000


def test_the_place_in_the_line_is_shown_in_words_and_heard_once(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    visitor.read(SEEN)
    visitor.ask("line What is a full tune-up?")
    expect(visitor.log).to_contain_text("2 people before you, about 15 seconds…")
    expect(visitor.log.get_by_role("button", name=MAIL)).to_have_count(0)
    box.released.set()
    expect(visitor.log).to_contain_text("A full tune-up is $140.")
    expect(visitor.log).not_to_contain_text("before you")
    expect(visitor.announced).to_contain_text("Answer: A full tune-up")
    heard = [words for words in visitor.read("heard") if "before you" in words or "next" in words]
    assert heard == ["2 people before you, about 15 seconds…"]


def test_who_must_wait_long_can_have_the_answer_by_e_mail(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    visitor.ask("wait What is a full tune-up?")
    expect(visitor.log).to_contain_text("9 people before you, about 40 seconds…")
    visitor.input.fill("My next question")
    visitor.log.get_by_role("button", name=MAIL).press("Enter")
    form = visitor.log.locator("form")
    expect(form.get_by_label("E-mail")).to_be_focused()
    form.get_by_label("E-mail").fill("ana@example.com")
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_role("checkbox")).to_be_focused()
    form.get_by_role("checkbox").check()
    form.get_by_role("button", name="Send").click()
    expect(visitor.log.get_by_text("The answer, or word from the team, comes to you by e-mail.")).to_be_focused()
    [(path, body)] = box.seen.emails
    assert path == "/v1/chat/0/email"
    assert {"email": "ana@example.com", "consent": True}.items() <= body.items()
    box.released.set()
    expect(visitor.log).to_contain_text("A full tune-up is $140.")
    expect(visitor.log).to_contain_text("The answer, or word from the team, comes to you by e-mail.")
    expect(visitor.input).to_have_value("My next question")


def test_an_address_half_typed_survives_the_answer(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    visitor.ask("wait What is a full tune-up?")
    visitor.log.get_by_role("button", name=MAIL).click()
    visitor.page.keyboard.type("ana@exa")
    box.released.set()
    expect(visitor.log.get_by_role("button", name="Copy")).to_be_visible()
    visitor.page.keyboard.type("mple.com")
    expect(visitor.log.get_by_label("E-mail")).to_have_value("ana@example.com")


def test_who_cancels_has_the_question_again(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    visitor.ask("wait What is a full tune-up?")
    with visitor.page.expect_response(lambda answer: answer.request.method == "DELETE"):
        visitor.log.get_by_role("button", name="Cancel").press("Enter")
    expect(visitor.log).to_contain_text("Stopped.")
    expect(visitor.input).to_be_focused()
    expect(visitor.input).to_have_value("wait What is a full tune-up?")
    assert box.seen.questions[0].cancelled


def test_who_cancels_loses_no_word_of_the_next_question(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    visitor.ask("wait What is a full tune-up?")
    visitor.input.fill("Half a question")
    visitor.log.get_by_role("button", name="Cancel").click()
    expect(visitor.input).to_have_value("Half a question")


def test_the_focus_is_not_lost_when_the_answer_comes_before_the_choice(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    visitor.ask("wait What is a full tune-up?")
    visitor.log.get_by_role("button", name=MAIL).focus()
    box.released.set()
    expect(visitor.log.get_by_role("button", name="Copy")).to_be_visible()
    expect(visitor.input).to_be_focused()


def test_a_better_answer_takes_the_place_of_the_quick_one(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    visitor.read(SEEN)
    visitor.ask("better What is a full tune-up?")
    expect(visitor.log).to_contain_text("Sentence 5 of the price list, quoted.")
    expect(visitor.panel.get_by_role("list", name="Sources")).to_contain_text("Quoted")
    expect(visitor.log).to_contain_text("1 person before you, about 10 seconds…")
    before = visitor.log.locator(".question").bounding_box()
    box.released.set()
    expect(visitor.log.locator(".answer .text").last).to_have_text("A full tune-up is $140 and takes 3 days.")
    expect(visitor.panel.get_by_role("list", name="Sources")).to_have_text("Tune-ups · Full tune-up")
    expect(visitor.log.get_by_text("before you")).to_be_hidden()
    assert visitor.log.locator(".question").bounding_box() == before
    answers = [words for words in visitor.read("heard") if words.startswith("Answer")]
    assert answers == ["Answer: A full tune-up is $140 and takes 3 days."]
    assert visitor.errors == []


def test_whoever_reads_a_quick_answer_is_told_that_a_better_one_is_looked_for(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    visitor.ask("quoted What is a full tune-up?")
    expect(visitor.log.get_by_text("Looking for a better answer…")).to_be_visible()
    expect(visitor.panel.get_by_role("list", name="Sources")).to_be_visible()
    box.released.set()
    expect(visitor.log.get_by_role("button", name="Copy")).to_be_visible()
    expect(visitor.log.get_by_text("Looking for a better answer…")).to_be_hidden()
    expect(visitor.panel.get_by_role("list", name="Sources")).to_be_visible()


def test_a_better_answer_still_comes_after_a_reload(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    visitor.ask("better What is a full tune-up?")
    expect(visitor.log).to_contain_text("Sentence 5")
    visitor.page.reload()
    expect(visitor.log.locator(".answer .text").last).to_have_text(f"{LONG_QUOTE} ")
    box.released.set()
    expect(visitor.log.locator(".answer .text").last).to_have_text("A full tune-up is $140 and takes 3 days.")
    assert len(box.seen.questions) == 1


def test_a_place_in_the_line_is_shown_again_after_a_reload(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    visitor.ask("line What is a full tune-up?")
    expect(visitor.log).to_contain_text("2 people before you")
    visitor.page.reload()
    expect(visitor.log).to_contain_text("Picking it up again…")
    box.released.set()
    expect(visitor.log).to_contain_text("A full tune-up is $140.")
    expect(visitor.log).not_to_contain_text("before you")


def test_a_box_that_hangs_phone_and_e_mail_are_shown_below_the_question(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    box.hangs = True
    visitor.ask("What is a full tune-up?")
    expect(visitor.log.get_by_role("link", name=PHONE)).to_be_visible(timeout=REACHED_MS)
    expect(visitor.log.get_by_role("link", name=EMAIL)).to_be_visible()
    assert box.seen.questions == []


def test_a_box_that_hangs_before_the_chat_is_opened_phone_and_e_mail_stand_in_its_place(
    visitor: Visitor, box: FakeBox
) -> None:
    visitor.page.goto(box.bare())
    expect(visitor.bell).to_be_visible()
    box.hangs = True
    visitor.bell.click()
    expect(visitor.panel.get_by_role("link", name=PHONE)).to_be_visible(timeout=REACHED_MS)
    expect(visitor.panel.get_by_role("link", name=EMAIL)).to_be_visible()


def test_what_everybody_should_know_just_now_stands_above(visitor: Visitor, box: FakeBox) -> None:
    box.notice = "We are closed today because of the storm."
    visitor.open(box.bare())
    expect(visitor.panel.get_by_role("status").filter(has_text="closed today")).to_be_in_viewport()
    visitor.ask("long Tell me everything")
    expect(visitor.log).to_contain_text("Line 39")
    expect(visitor.panel.get_by_text("closed today")).to_be_in_viewport()
