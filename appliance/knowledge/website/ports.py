"""Owns what the reading of a website needs from outside its room."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from appliance.contract.knowledge import Document
from appliance.contract.website import HandedPage, KnownPage, OpenReading, ReadingReport, Website, WebsiteReading


class WebsiteDoor(Protocol):
    """The website as the worker reaches it: through the api, which alone writes. Blocking."""

    def website(self) -> Website: ...

    def documents(self) -> list[Document]: ...

    def website_pages(self) -> list[KnownPage]: ...

    def begin_website_reading(self, address: str) -> OpenReading: ...

    def hand_in_page(self, reading_id: str, page: HandedPage, file: Path) -> None: ...

    def finish_website_reading(self, reading_id: str, report: ReadingReport) -> WebsiteReading: ...

    def put_website_problem(self, problem: str) -> None: ...

    def tidy_website(self) -> None: ...
