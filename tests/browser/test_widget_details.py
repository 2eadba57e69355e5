"""A visitor leaves contact details, or says when they would like to come."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.fake_box import FakeBox
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def form_of(visitor: Visitor, box: FakeBox) -> Locator:
    visitor.open(box.bare())
    visitor.ask("form Do you repair unicycles?")
    expect(visitor.log).to_contain_text("I will ask the team.")
    return visitor.log.locator("form")


def test_details_are_sent_with_the_question_and_thanked_for(visitor: Visitor, box: FakeBox) -> None:
    form = form_of(visitor, box)
    form.get_by_label("Your name").fill("Ana Silva")
    form.get_by_label("E-mail").fill("ana@example.com")
    form.get_by_role("checkbox").check()
    form.get_by_role("button", name="Send").click()
    expect(visitor.log).to_contain_text("Thank you. The team has your question")
    expect(visitor.announced).to_contain_text("Thank you. The team has your question")
    expect(visitor.log.get_by_text("Thank you.")).to_be_focused()
    words = "You may keep these details to answer my question. They are used for nothing else."
    details = {"name": "Ana Silva", "email": "ana@example.com", "phone": None, "consent": True, "consent_text": words}
    assert box.seen.leads == [{"question_id": "0", "conversation_id": "c1", "kind": "lead", **details}]


def test_each_slip_is_said_at_its_field_and_the_first_gets_the_focus(visitor: Visitor, box: FakeBox) -> None:
    form = form_of(visitor, box)
    form.get_by_label("E-mail").fill("ana at example")
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_label("Your name")).to_be_focused()
    expect(form.get_by_label("Your name")).to_have_accessible_description("Please write your name.")
    expect(form.get_by_label("E-mail")).to_have_accessible_description("This does not look like an e-mail address.")
    expect(form.get_by_role("checkbox")).to_have_accessible_description(
        "Please tick this box so that we may answer you."
    )
    expect(form.get_by_label("E-mail")).to_have_value("ana at example")
    assert box.seen.leads == []


def test_details_that_cannot_be_sent_stay_in_the_form(visitor: Visitor, box: FakeBox) -> None:
    box.refuse_leads = True
    form = form_of(visitor, box)
    form.get_by_label("Your name").fill("Ana Silva")
    form.get_by_label("Phone", exact=True).fill("+1 503 555 0199")
    form.get_by_role("checkbox").check()
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_role("alert")).to_contain_text("Nothing is lost")
    expect(form.get_by_label("Phone", exact=True)).to_have_value("+1 503 555 0199")
    box.refuse_leads = False
    form.get_by_role("button", name="Send").click()
    expect(visitor.log).to_contain_text("Thank you. The team has your question")
    assert box.seen.leads[0]["phone"] == "+1 503 555 0199"


def test_what_the_box_finds_wrong_is_said_at_its_field(visitor: Visitor, box: FakeBox) -> None:
    box.wrong_field = "email"
    form = form_of(visitor, box)
    form.get_by_label("Your name").fill("Ana Silva")
    form.get_by_label("E-mail").fill("ana@example.com")
    form.get_by_role("checkbox").check()
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_role("alert")).to_contain_text("were not accepted")
    expect(form.get_by_label("E-mail")).to_be_focused()
    expect(form.get_by_label("E-mail")).to_have_accessible_description("This does not look like an e-mail address.")
    expect(form.get_by_label("E-mail")).to_have_value("ana@example.com")


def test_a_booking_is_read_once_more_before_it_is_sent(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    visitor.ask("booking Can I come on Friday?")
    form = visitor.log.locator("form")
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_label("Day")).to_be_focused()
    expect(form.get_by_label("Day")).to_have_accessible_description("Please choose a day.")
    form.get_by_label("Day").fill("2099-05-01")
    form.get_by_label("Time").fill("18:30")
    form.get_by_label("How many people").fill("4")
    form.get_by_label("Your name").fill("Ana Silva")
    form.get_by_label("E-mail").fill("ana@example.com")
    form.get_by_label("Anything we should know").fill("By the window")
    form.get_by_role("checkbox").check()
    form.get_by_role("button", name="Send").press("Enter")
    expect(form.get_by_text("Day: Friday, May 1, 2099")).to_be_focused()
    expect(form).to_contain_text("How many people: 4")
    assert box.seen.leads == []
    form.get_by_role("button", name="Change").click()
    expect(form.get_by_label("Day")).to_be_focused()
    expect(form.get_by_label("Anything we should know")).to_have_value("By the window")
    form.get_by_role("button", name="Send").click()
    form.get_by_role("button", name="Yes, send this").click()
    expect(visitor.log.get_by_text("Thank you. The team has your wish")).to_be_focused()
    wish = {"date": "2099-05-01", "time": "18:30", "people": 4, "note": "By the window", "confirmed": True}
    assert wish.items() <= box.seen.leads[0].items()
    assert box.seen.leads[0]["kind"] == "booking"


def test_what_was_typed_into_a_form_outlives_a_reload(visitor: Visitor, box: FakeBox) -> None:
    form = form_of(visitor, box)
    form.get_by_label("Your name").fill("Ana Silva")
    form.get_by_role("checkbox").check()
    visitor.page.reload()
    expect(form.get_by_label("Your name")).to_have_value("Ana Silva")
    expect(form.get_by_role("checkbox")).not_to_be_checked()


def test_the_shop_s_privacy_page_stands_beside_the_consent(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare(privacy="https://shop.example/privacy"))
    visitor.ask("form Do you repair unicycles?")
    link = visitor.log.locator("form").get_by_role("link", name="Privacy")
    expect(link).to_have_attribute("href", "https://shop.example/privacy")
    expect(link).to_have_attribute("target", "_blank")
