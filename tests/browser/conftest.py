"""Owns what the browser tests share: one Chromium a file, a played box, and a page that notes every breach."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.fake_box import FakeBox
from tests.browser.visitor import Visitor

CHROMIUM = "/usr/bin/chromium"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # One a file, not one a session: while Playwright's loop runs, other tests could not start their own.
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@pytest.fixture
def box() -> Iterator[FakeBox]:
    played = FakeBox()
    yield played
    played.go_away()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-US")
    context.set_default_timeout(8_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def visitor(page: Page) -> Visitor:
    return Visitor(page)
