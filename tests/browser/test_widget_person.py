"""A visitor talks to a person, in the same thread, and the assistant comes back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.fake_box import FakeBox
from tests.browser.fake_people import BACK, MISSED, WAITING
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

NUMBER = "+1 503 555 0199"
ASSISTANT = "You are chatting with an AI assistant"


def person_button(visitor: Visitor) -> Locator:
    return visitor.panel.get_by_role("button", name="Talk to a person")


def waiting(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    visitor.ask("What is a full tune-up?")
    expect(visitor.log).to_contain_text("A full tune-up is $140.")
    person_button(visitor).click()
    expect(visitor.log).to_contain_text(WAITING)


def send_number(form: Locator) -> None:
    form.get_by_label("Phone").fill(NUMBER)
    form.get_by_label("Your name").fill("Ana Silva")
    form.get_by_role("checkbox").check()
    form.get_by_role("button", name="Send").click()


def test_a_person_takes_over_and_gives_back(visitor: Visitor, box: FakeBox) -> None:
    waiting(visitor, box)
    expect(visitor.announced).to_have_text(WAITING)
    expect(visitor.log.get_by_role("link", name="+1 503 555 0142")).to_be_visible()
    visitor.ask("How long does it take?")
    expect(visitor.log.get_by_role("button", name="Copy")).to_have_count(2)
    box.people.come("Ana")
    expect(visitor.log).to_contain_text("Ana from the team is here now.")
    expect(visitor.panel.get_by_text("You are chatting with Ana")).to_be_in_viewport()
    box.people.say("Ana", "Good morning. Call me at +1 503 555 0142.")
    expect(visitor.log.locator(".human")).to_contain_text("AnaGood morning.")
    expect(visitor.announced).to_have_text("Ana: Good morning. Call me at +1 503 555 0142.")
    expect(visitor.log.locator(".human").get_by_role("link")).to_have_attribute("href", "tel:+15035550142")
    visitor.ask("Do you have time today?")
    expect(visitor.log).to_contain_text("Do you have time today?")
    box.people.say("Ana", "Yes, at three.")
    expect(visitor.log.locator(".human").last).to_contain_text("Yes, at three.")
    expect(visitor.log.get_by_text("Do you have time today?")).to_have_count(1)
    expect(visitor.log).not_to_contain_text("There is no answer to this yet.")
    expect(visitor.log.get_by_role("button", name="Copy")).to_have_count(2)
    box.people.leave()
    expect(visitor.log).to_contain_text(BACK)
    expect(visitor.panel.get_by_text(ASSISTANT)).to_be_in_viewport()
    expect(person_button(visitor)).to_be_visible()
    visitor.ask("And on Sunday?")
    expect(visitor.log.get_by_role("button", name="Copy")).to_have_count(3)
    assert visitor.errors == []
    assert visitor.read("breaches") == []


def test_a_conversation_can_begin_with_the_wish_for_a_person(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    person_button(visitor).press("Enter")
    expect(visitor.log.locator(".question")).to_have_text("You: I would like to talk to a person.")
    expect(visitor.log.get_by_text(WAITING)).to_have_count(1)
    expect(visitor.panel.get_by_role("button", name="Back to the assistant")).to_be_visible()
    visitor.ask("What is a full tune-up?")
    expect(visitor.log).to_contain_text("A full tune-up is $140.")
    expect(visitor.log.get_by_text(WAITING)).to_have_count(1)


def test_when_nobody_comes_the_visitor_leaves_a_number(visitor: Visitor, box: FakeBox) -> None:
    waiting(visitor, box)
    box.people.miss()
    expect(visitor.log).to_contain_text(MISSED)
    form = visitor.log.locator("form")
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_label("Phone")).to_be_focused()
    expect(form.get_by_label("Phone")).to_have_accessible_description("Please write your phone number.")
    send_number(form)
    expect(visitor.log.get_by_text("Thank you. The team will call you.")).to_be_focused()
    call_back = {"kind": "call_back", "question_id": "0", "phone": NUMBER, "name": "Ana Silva"}
    assert call_back.items() <= box.seen.leads[0].items()
    visitor.page.reload()
    expect(visitor.log).to_contain_text("Thank you. The team will call you.")


def test_details_left_before_do_not_stand_for_a_number_to_call(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    visitor.ask("form Do you repair unicycles?")
    form = visitor.log.locator("form")
    form.get_by_label("Your name").fill("Ana Silva")
    form.get_by_label("E-mail").fill("ana@example.com")
    form.get_by_role("checkbox").check()
    form.get_by_role("button", name="Send").click()
    expect(visitor.log).to_contain_text("Thank you. The team has your question")
    person_button(visitor).click()
    expect(visitor.log).to_contain_text(WAITING)
    box.people.miss()
    expect(visitor.log).to_contain_text(MISSED)
    visitor.page.reload()
    expect(visitor.log).to_contain_text("Thank you. The team has your question")
    expect(visitor.log).not_to_contain_text("Thank you. The team will call you.")
    send_number(form)
    expect(visitor.log).to_contain_text("Thank you. The team will call you.")
    assert [(lead["kind"], lead["phone"]) for lead in box.seen.leads] == [("lead", None), ("call_back", NUMBER)]


def test_a_number_can_be_left_below_a_question_that_was_turned_away(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    visitor.ask("What is a full tune-up?")
    expect(visitor.log).to_contain_text("A full tune-up is $140.")
    visitor.ask("crowded And a small one?")
    expect(visitor.log).to_contain_text("Please try again in a moment.")
    person_button(visitor).click()
    expect(visitor.log).to_contain_text(WAITING)
    box.people.miss()
    send_number(visitor.log.locator("form"))
    expect(visitor.log).to_contain_text("Thank you. The team will call you.")
    (lead,) = box.seen.leads
    assert (lead["question_id"], lead["conversation_id"], lead["phone"]) == (None, "c1", NUMBER)


def test_the_talk_is_still_there_after_a_reload_and_goes_on(visitor: Visitor, box: FakeBox) -> None:
    waiting(visitor, box)
    box.people.come("Ana")
    box.people.say("Ana", "Good morning.")
    expect(visitor.log).to_contain_text("Good morning.")
    visitor.page.reload()
    expect(visitor.panel.get_by_text("You are chatting with Ana")).to_be_visible()
    box.people.say("Ana", "Are you still there?")
    expect(visitor.log).to_contain_text("Are you still there?")
    expect(visitor.log.locator(".human")).to_have_count(2)
    expect(visitor.log.get_by_text(WAITING)).to_have_count(1)
    assert box.people.heard_after[-1] == 3


def test_a_broken_line_is_taken_up_after_the_last_word(visitor: Visitor, box: FakeBox) -> None:
    waiting(visitor, box)
    box.people.come("Ana")
    box.people.say("Ana", "Good morning.")
    expect(visitor.log).to_contain_text("Good morning.")
    box.people.cut_line()
    box.people.say("Ana", "Are you still there?")
    expect(visitor.log).to_contain_text("Are you still there?")
    expect(visitor.log.locator(".human")).to_have_count(2)
    assert box.people.heard_after[-1] in (3, 4)


def test_the_visitor_may_go_back_to_the_assistant(visitor: Visitor, box: FakeBox) -> None:
    waiting(visitor, box)
    visitor.panel.get_by_role("button", name="Back to the assistant").click()
    expect(visitor.log).to_contain_text(BACK)
    expect(person_button(visitor)).to_be_visible()
    assert "DELETE /v1/conversations/c1/handoff" in box.seen.requests


def test_somebody_of_the_team_can_step_in_without_being_asked(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    visitor.ask("What is a full tune-up?")
    expect(visitor.log).to_contain_text("A full tune-up is $140.")
    box.people.come("Ana")
    box.people.say("Ana", "May I help?")
    expect(visitor.log).to_contain_text("May I help?")
    expect(visitor.panel.get_by_text("You are chatting with Ana")).to_be_visible()


def test_when_the_team_cannot_be_called_phone_e_mail_and_a_form_are_there(visitor: Visitor, box: FakeBox) -> None:
    box.people.refuse = True
    visitor.open(box.bare())
    visitor.ask("What is a full tune-up?")
    expect(visitor.log).to_contain_text("A full tune-up is $140.")
    person_button(visitor).click()
    expect(visitor.log).to_contain_text("The team cannot be reached through the chat just now.")
    expect(visitor.log.get_by_role("link", name="hello@maplestreetbikes.example")).to_be_visible()
    expect(visitor.log.locator("form").get_by_label("Phone")).to_be_visible()
    expect(visitor.panel.get_by_text(ASSISTANT)).to_be_visible()


def test_words_of_a_person_that_look_like_a_page_stay_words(visitor: Visitor, box: FakeBox) -> None:
    waiting(visitor, box)
    box.people.come("<b>Ana</b>")
    box.people.say("<b>Ana</b>", "<img src=x onerror='window.hurt=1'> https://evil.example/")
    expect(visitor.log).to_contain_text("<img src=x onerror='window.hurt=1'>")
    expect(visitor.log.locator(".human").get_by_role("link")).to_have_count(0)
    assert visitor.read("window.hurt") is None


def test_what_is_said_below_a_replaced_answer_covers_nothing(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    box.released.set()
    visitor.ask("better What is a full tune-up?")
    expect(visitor.log.get_by_role("button", name="Copy")).to_be_visible()
    box.people.come("Ana")
    for line in range(5):
        box.people.say("Ana", f"Line {line} of what I have to say about tune-ups.")
    expect(visitor.log.locator(".human")).to_have_count(5)
    visitor.ask("Thank you.")
    last = visitor.log.locator(".human").last.bounding_box()
    asked = visitor.log.locator(".question").last.bounding_box()
    assert last is not None
    assert asked is not None
    assert asked["y"] >= last["y"] + last["height"]


def test_the_latest_words_of_a_person_are_in_sight(visitor: Visitor, box: FakeBox) -> None:
    waiting(visitor, box)
    box.people.come("Ana")
    for line in range(8):
        box.people.say("Ana", f"Line {line} of what I have to say about tune-ups.")
    expect(visitor.log.get_by_text("Line 7 of")).to_be_in_viewport(ratio=1)
    box.people.miss()
    expect(visitor.log.get_by_text(MISSED)).to_be_in_viewport(ratio=1)
