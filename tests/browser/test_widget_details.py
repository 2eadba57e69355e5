"""A visitor leaves contact details, or goes straight to a person."""

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
    details = {"name": "Ana Silva", "email": "ana@example.com", "phone": None, "consent": True}
    assert box.seen.leads == [{"question_id": "0", **details}]


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


def test_a_person_is_always_in_reach(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    visitor.panel.get_by_role("button", name="Talk to a person").click()
    expect(visitor.log.get_by_role("link", name="+1 503 555 0142")).to_be_visible()
    visitor.ask("What is a full tune-up?")
    expect(visitor.log).to_contain_text("A full tune-up is $140.")
    visitor.panel.get_by_role("button", name="Talk to a person").click()
    visitor.log.get_by_role("button", name="Leave my details").click()
    expect(visitor.log.get_by_label("Your name")).to_be_focused()


def test_the_shop_s_privacy_page_stands_beside_the_consent(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare(privacy="https://shop.example/privacy"))
    visitor.ask("form Do you repair unicycles?")
    link = visitor.log.locator("form").get_by_role("link", name="Privacy")
    expect(link).to_have_attribute("href", "https://shop.example/privacy")
    expect(link).to_have_attribute("target", "_blank")
