"""The chat is a guest on the shop's page: it breaks no rule of the house and moves nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.fake_box import ASSETS, FakeBox
from tests.browser.fake_people import WAITING
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

AXE = ASSETS / "appliance" / "widget" / "node_modules" / "axe-core" / "axe.min.js"
RUN_AXE = "axe.run().then((result) => result.violations.map((v) => [v.id, v.nodes.map((n) => n.html)]))"


@pytest.fixture
def other_box() -> Iterator[FakeBox]:
    played = FakeBox()
    yield played
    played.go_away()


def axe_findings(page: Page) -> Any:
    assert AXE.is_file(), f"{AXE} is missing. Run: npm ci in assets/appliance/widget"
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return page.evaluate(RUN_AXE)


def test_the_strictest_policy_is_kept(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    visitor.ask("form Do you repair unicycles?")
    expect(visitor.log.locator("form")).to_be_visible()
    visitor.log.get_by_role("button", name="Send").click()
    visitor.ask("error " + "long " * 60)
    expect(visitor.log.get_by_role("button", name="Try again")).to_be_visible()
    assert visitor.read("breaches") == []
    assert visitor.errors == []


def test_the_demo_page_keeps_its_own_policy(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.url)
    visitor.ask("What is a full tune-up?")
    expect(visitor.log.get_by_role("button", name="Copy")).to_be_visible()
    assert visitor.read("breaches") == []
    assert visitor.errors == []


def test_a_page_of_another_address_can_use_the_box(visitor: Visitor, box: FakeBox, other_box: FakeBox) -> None:
    visitor.open(other_box.bare(box=box.url))
    visitor.ask("cut What is a full tune-up?")
    expect(visitor.log.locator(".answer .text").last).to_have_text("A full tune-up is $140. ")
    assert visitor.read("breaches") == []
    assert other_box.seen.requests == ["GET /bare"]


def test_nothing_moves(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.url)
    visitor.ask("held What is a full tune-up?")
    expect(visitor.log).to_contain_text("Still working on it…", timeout=10_000)
    box.released.set()
    expect(visitor.log.get_by_role("button", name="Copy")).to_be_visible()
    visitor.ask("better What is a full tune-up?")
    expect(visitor.log).to_contain_text("takes 3 days.")
    visitor.ask("long Tell me everything")
    expect(visitor.log).to_contain_text("Line 39")
    visitor.panel.get_by_role("button", name="Talk to a person").click()
    box.people.miss()
    expect(visitor.log.locator("form")).to_be_visible()
    visitor.ask("form Do you repair unicycles?")
    expect(visitor.log.locator("form")).to_have_count(2)
    assert visitor.read("window.shift") == 0


def test_a_long_answer_is_read_from_its_beginning(visitor: Visitor, box: FakeBox) -> None:
    visitor.open(box.bare())
    visitor.ask("long Tell me everything")
    expect(visitor.log.get_by_role("button", name="Copy")).to_have_count(1)
    expect(visitor.log.get_by_text("long Tell me everything")).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, box: FakeBox, scheme: Literal["light", "dark"]) -> None:
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")
    visitor = Visitor(context.new_page())
    box.notice = "We are closed today because of the storm."
    visitor.page.goto(box.url)
    assert axe_findings(visitor.page) == []
    visitor.bell.click()
    visitor.ask("error What is a full tune-up?")
    expect(visitor.log.get_by_role("button", name="Try again")).to_be_visible()
    visitor.ask("What is a full tune-up?")
    expect(visitor.log.get_by_role("list", name="Sources")).to_be_visible()
    visitor.ask("products do you have beanies?")
    expect(visitor.log.get_by_role("list", name="Products")).to_be_visible()
    visitor.ask("booking Can I come on Friday?")
    visitor.log.get_by_role("button", name="Send").click()
    expect(visitor.log).to_contain_text("Please choose a day.")
    visitor.panel.get_by_role("button", name="Talk to a person").click()
    expect(visitor.log).to_contain_text(WAITING)
    box.people.come("Ana")
    box.people.say("Ana", "Good morning.")
    expect(visitor.log).to_contain_text("Good morning.")
    box.people.leave()
    visitor.ask("wait What is a full tune-up?")
    visitor.log.get_by_role("button", name="E-mail me the answer").click()
    assert axe_findings(visitor.page) == []
    context.close()


def test_axe_finds_nothing_when_the_box_is_gone(visitor: Visitor, box: FakeBox) -> None:
    visitor.page.emulate_media(reduced_motion="reduce")
    visitor.page.goto(box.bare())
    box.go_away()
    visitor.bell.click()
    expect(visitor.panel.get_by_role("button", name="Try again")).to_be_visible()
    assert axe_findings(visitor.page) == []


def test_on_a_telephone_the_chat_has_the_whole_screen_and_holds_the_focus(visitor: Visitor, box: FakeBox) -> None:
    visitor.page.emulate_media(reduced_motion="reduce")
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    visitor.open(box.url)
    assert visitor.panel.bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 844}
    for _ in range(12):
        visitor.page.keyboard.press("Tab")
        assert visitor.read("document.activeElement.localName") in ("shopbell-chat", "body")
    visitor.page.keyboard.press("Escape")
    expect(visitor.bell).to_be_focused()


def test_an_on_screen_keyboard_does_not_cover_the_input(visitor: Visitor, box: FakeBox) -> None:
    visitor.page.emulate_media(reduced_motion="reduce")
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    visitor.open(box.url)
    visitor.read(
        "Object.defineProperty(visualViewport, 'height', { value: 420 });"
        "visualViewport.dispatchEvent(new Event('resize'))"
    )
    frame = visitor.input.bounding_box()
    assert frame is not None
    assert frame["y"] + frame["height"] <= 420


@pytest.mark.parametrize("position", ["left", "right"])
def test_the_chat_speaks_the_page_s_language_on_the_side_the_shop_chose(
    visitor: Visitor, box: FakeBox, position: str
) -> None:
    visitor.page.goto(box.bare(lang="de-AT", dir="rtl", position=position))
    visitor.page.get_by_role("button", name="Chat öffnen").click()
    expect(visitor.panel).to_contain_text("Guten Tag. Was möchten Sie wissen?")
    frame = visitor.panel.bounding_box()
    assert frame is not None
    assert (frame["x"] == 20) == (position == "left")


def test_the_page_s_own_style_does_not_reach_the_bell(visitor: Visitor, box: FakeBox) -> None:
    visitor.page.goto(box.url)
    before = visitor.bell.bounding_box()
    visitor.read(
        "const s = new CSSStyleSheet(); s.replaceSync('* { position: relative !important; transform: none; "
        "font-size: 40px; padding: 30px } body > * { width: 50% ; opacity: .2; margin: 40px }');"
        "document.adoptedStyleSheets = [s]"
    )
    assert visitor.bell.bounding_box() == before
    assert visitor.read("getComputedStyle(document.querySelector('shopbell-chat')).opacity") == "1"
