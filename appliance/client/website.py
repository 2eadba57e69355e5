"""Owns what is asked about the shop's website, by the owner and by the worker that reads it."""

from __future__ import annotations

from pathlib import Path

from appliance.client.wire import JSON, Wire, parse
from appliance.contract.jobs import Job
from appliance.contract.website import (
    HandedPage,
    KnownPage,
    OpenReading,
    ReadAddress,
    ReadingReport,
    Website,
    WebsiteReading,
    WebsiteWish,
)

_HERE = "/v1/knowledge/website"
# Forgetting, or taking back, goes through every page of the website.
ALL_PAGES_S = 120.0


class WebsiteCalls(Wire):
    """The website of the shop."""

    def website(self) -> Website:
        return self._get(_HERE, Website)

    def set_website(self, wish: WebsiteWish) -> Website:
        body = wish.model_dump(mode="json")
        return parse(self._call("PUT", _HERE, json=body, timeout=ALL_PAGES_S), Website)

    def forget_website(self) -> None:
        """Forget it and all its pages."""
        self._call("DELETE", _HERE, timeout=ALL_PAGES_S)

    def read_website(self) -> Job:
        """Read it now. Raises Refused when none is set."""
        return parse(self._call("POST", f"{_HERE}/read"), Job)

    def undo_website(self) -> Website:
        """Take back what the last reading changed."""
        return parse(self._call("POST", f"{_HERE}/undo", timeout=ALL_PAGES_S), Website)

    # -- for the worker that reads the website

    def website_pages(self) -> list[KnownPage]:
        return self._list(f"{_HERE}/pages", KnownPage)

    def begin_website_reading(self, address: str) -> OpenReading:
        body = ReadAddress(address=address).model_dump()
        return parse(self._call("POST", f"{_HERE}/readings", json=body), OpenReading)

    def hand_in_page(self, reading_id: str, page: HandedPage, file: Path) -> None:
        body = {"data": {"page": page.model_dump_json()}, "files": {"file": ("page", file.read_bytes())}}
        self._call("POST", f"{_HERE}/readings/{reading_id}/pages", **body)

    def finish_website_reading(self, reading_id: str, report: ReadingReport) -> WebsiteReading:
        path, content = f"{_HERE}/readings/{reading_id}/finish", report.model_dump_json()
        return parse(self._call("POST", path, content=content, headers=JSON, timeout=ALL_PAGES_S), WebsiteReading)

    def put_website_problem(self, problem: str) -> None:
        self._call("PUT", f"{_HERE}/problem", json={"problem": problem})

    def tidy_website(self) -> None:
        self._call("POST", f"{_HERE}/tidy")
