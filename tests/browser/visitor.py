"""Owns what a visitor does with the chat, and noticing every breach of the page's policy and every error."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, expect

WATCH = """
window.breaches = []; window.shift = 0;
document.addEventListener('securitypolicyviolation', (e) => breaches.push(e.violatedDirective + ' ' + e.blockedURI));
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({ type: 'layout-shift', buffered: true });
"""


class Visitor:
    """A person on a page with the bell."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.add_init_script(WATCH)

    @property
    def bell(self) -> Locator:
        return self.page.get_by_role("button", name="Open the chat")

    @property
    def panel(self) -> Locator:
        return self.page.get_by_role("dialog")

    @property
    def input(self) -> Locator:
        return self.panel.get_by_role("textbox", name="Your question")

    @property
    def log(self) -> Locator:
        return self.panel.get_by_role("log")

    @property
    def announced(self) -> Locator:
        return self.panel.locator(".panel > .unseen[role=status]")

    def open(self, address: str) -> None:
        """Go to a page and open the chat."""
        self.page.goto(address)
        self.bell.click()
        expect(self.input).to_be_focused()

    def ask(self, question: str) -> None:
        self.input.fill(question)
        self.input.press("Enter")

    def read(self, script: str) -> Any:
        return self.page.evaluate(script)
