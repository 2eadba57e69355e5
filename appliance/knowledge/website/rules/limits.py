"""Owns every number that a reading of a website keeps to, and how it names itself."""

from __future__ import annotations

from dataclasses import dataclass

from appliance import __version__

NAME = "Shopbell"
USER_AGENT = f"{NAME}/{__version__} (+the shop's own site reader)"


@dataclass(frozen=True, slots=True)
class Limits:
    """`depth` counts links from the first page on. All bytes are counted as they are after unpacking."""

    pages: int = 200
    depth: int = 8
    page_bytes: int = 5_000_000
    pdf_bytes: int = 20_000_000
    total_bytes: int = 200_000_000
    total_s: float = 3_600.0
    request_s: float = 30.0
    redirects: int = 5
    # One request a second; a site that asks for longer pauses gets them, within reason.
    pause_s: float = 1.0
    pause_most_s: float = 10.0
    # After 429 or 503 the site may name a pause, and the address is asked once more.
    retry_after_s: float = 10.0
    retry_after_most_s: float = 60.0
    robots_bytes: int = 512_000
    sitemaps: int = 20
    sitemap_bytes: int = 10_000_000
    addresses: int = 20_000
    # A calendar or a filter makes endless addresses that differ after the question mark only.
    variants: int = 20
    # So many failures one after the other, and the site is taken for down.
    failures_in_a_row: int = 10

    @property
    def requests(self) -> int:
        """Redirects, missing pages and wrong kinds cost requests too."""
        return 3 * self.pages + 100


STANDARD = Limits()
