"""A website that leads astray, answers badly or never ends: no harm is done, and every reading has an end."""

from __future__ import annotations

import gzip
from dataclasses import replace
from typing import Any

import httpx2
import pytest

from appliance.contract.problems import ErrorCode, Refused, ShopbellError, Unavailable
from appliance.knowledge.website.rules.limits import STANDARD
from appliance.knowledge.website.rules.urls import Site
from appliance.knowledge.website.wire.fetch import Fetcher, Request, Unanswered
from appliance.knowledge.website.wire.pace import Pace
from tests.fakes.website import Page, Website, html, links, moved
from tests.unit.knowledge.website_reader import PlayedTime, ReaderOfSites


@pytest.mark.parametrize(
    "target",
    ["http://169.254.169.254/latest/meta-data/", "http://localhost:{port}/secret", "http://127.0.0.1:{port}/secret",
     "http://other.example/", "file:///etc/passwd", "http://shop.example:1/"],
)  # fmt: skip
async def test_a_redirect_never_leads_off_the_site(site_reader: ReaderOfSites, website: Website, target: str) -> None:
    website.put("/secret", html("Secret", "Do not read."))
    website.put("/hours", moved(target.format(port=website.port)))
    seen = await site_reader.read()
    assert seen.paths == ["/", "/prices"]
    assert seen.skipped["/hours"].startswith("sends visitors on to")
    assert "/secret" not in website.paths()
    assert set(site_reader.names.asked) == {"shop.example"}


async def test_a_first_page_that_leads_away_names_the_address_to_use(
    site_reader: ReaderOfSites, website: Website
) -> None:
    website.put("/", moved("https://shop.elsewhere.example/start"))
    with pytest.raises(Refused, match=r"sends visitors on to shop\.elsewhere\.example\. Give that address instead\."):
        await site_reader.read()


async def test_redirects_that_go_round_in_circles_have_an_end(site_reader: ReaderOfSites, website: Website) -> None:
    website.put("/hours", moved("/hours2"))
    website.put("/hours2", moved("/hours", status=302))
    seen = await site_reader.read()
    assert seen.skipped == {"/hours": "sends visitors from address to address without an end"}
    assert len(website.paths()) < 14


async def test_a_redirect_into_what_robots_txt_closes_is_not_followed(
    site_reader: ReaderOfSites, website: Website
) -> None:
    website.put("/robots.txt", Page("User-agent: *\nDisallow: /closed", "text/plain"))
    website.put("/hours", moved("/closed"))
    website.put("/closed", html("Closed", "Do not read."))
    assert "robots.txt" in (await site_reader.read()).skipped["/hours"]
    assert "/closed" not in website.paths()


async def test_a_name_that_leads_into_a_private_network_is_refused(
    site_reader: ReaderOfSites, website: Website
) -> None:
    site_reader.names.more["shop.example"] = "10.0.0.5"
    with pytest.raises(Refused, match="an address inside a private network"):
        await site_reader.read()
    assert website.asked == []


async def test_a_name_that_turns_private_on_the_way_is_asked_no_more(
    site_reader: ReaderOfSites, website: Website
) -> None:
    def turns(done: int, total: int) -> None:
        if done == 1:
            site_reader.names.more["shop.example"] = "192.168.0.10"

    site_reader.on_tell = turns
    seen = await site_reader.read()
    assert seen.paths == ["/"]
    assert seen.skipped["/hours"] == "has an address inside a private network"
    assert website.paths() == ["/robots.txt", "/", "/sitemap.xml"]


async def test_a_name_that_leads_nowhere_is_asked_about(site_reader: ReaderOfSites) -> None:
    with pytest.raises(Unavailable, match=r"none\.example cannot be found; the name may be wrong"):
        await site_reader.crawler().read("http://none.example/", 10, [], site_reader._tell)


async def test_a_site_without_a_valid_certificate_is_told_so() -> None:
    def refuses(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED] certificate has expired", request=request)

    time, url = PlayedTime(), "https://shop.example/"
    async with httpx2.AsyncClient(transport=httpx2.MockTransport(refuses)) as http:
        fetcher = Fetcher(http, Site.of(url), STANDARD, Pace(1.0, time.clock, time.sleep))
        with pytest.raises(Unanswered, match="a certificate that cannot be trusted"):
            await fetcher.get(Request(url, {"*": 1_000}))


async def test_a_site_that_is_not_there_may_be_there_later(site_reader: ReaderOfSites) -> None:
    site_reader.names.more["shop.example"] = "127.0.0.9"
    with pytest.raises(Unavailable, match=r"shop\.example:\d+ did not answer") as problem:
        await site_reader.read()
    assert problem.value.code is ErrorCode.WEBSITE_UNREADABLE


@pytest.mark.parametrize(("status", "kind"), [(404, Refused), (403, Refused), (500, Unavailable), (503, Unavailable)])
async def test_a_first_page_that_is_not_there_is_said(
    site_reader: ReaderOfSites, website: Website, status: int, kind: type[ShopbellError]
) -> None:
    website.put("/", Page(status=status))
    with pytest.raises(kind, match=f"answered {status}"):
        await site_reader.read()


async def test_a_huge_a_silent_and_a_broken_page_cost_only_themselves(
    site_reader: ReaderOfSites, website: Website
) -> None:
    website.put("/", html("Home", "Welcome.", links("/huge", "/silent", "/error", "/bomb", "/odd", "/hours")))
    website.put("/huge", Page("more and more", endless=True))
    website.put("/silent", Page("<html>", silent=True))
    website.put("/error", Page(status=500))
    website.put("/bomb", Page(gzip.compress(b" " * 20_000_000), headers={"Content-Encoding": "gzip"}))
    website.put("/odd", Page(b"\x0b\x02\x80", headers={"Content-Encoding": "br"}))
    seen = await site_reader.read(page_bytes=1_000_000, request_s=0.5)
    assert seen.paths == ["/", "/hours"]
    assert seen.skipped == {
        "/huge": "is larger than 1 MB",
        "/silent": "took too long to answer",
        "/error": "answered 500",
        "/bomb": "is larger than 1 MB",
        "/odd": "is packed in a way that was not asked for",
    }


async def test_a_page_too_deep_to_be_read_costs_only_itself(site_reader: ReaderOfSites, website: Website) -> None:
    website.put("/hours", html("Hours", "<div>" * 150_000))
    found, own = await replace(site_reader.crawler(), page_s=2.0).read(website.url(), 200, [], site_reader._tell)
    assert len(own) == 2
    assert found.skipped == {website.url("/hours"): "is too large or too deeply nested to be read"}


async def test_a_busy_site_gets_its_pause_and_is_asked_once_more(site_reader: ReaderOfSites, website: Website) -> None:
    website.put("/hours", Page(status=429, headers={"Retry-After": "17"}))
    seen = await site_reader.read()
    assert seen.skipped == {"/hours": "answered 429"}
    assert website.paths().count("/hours") == 2
    assert sum(second for second in site_reader.time.slept if second > 1) == 17


async def test_a_site_that_stops_answering_is_left_alone(site_reader: ReaderOfSites, website: Website) -> None:
    paths = [f"/page{number}" for number in range(30)]
    website.put("/", html("Home", "Welcome.", links(*paths)))
    for path in paths:
        website.put(path, Page(status=500))
    with pytest.raises(Unavailable, match="stopped answering after 1 pages"):
        await site_reader.read(failures_in_a_row=5)
    assert len(website.asked) == 8


def endless(website: Website, pages: int = 400) -> None:
    """Each page links to two more."""
    website.put("/", html("Home", "Welcome.", links("/1")))
    for number in range(1, pages):
        website.put(
            f"/{number}", html(f"Page {number}", f"This is {number}.", links(f"/{2 * number}", f"/{2 * number + 1}"))
        )


async def test_a_reading_ends_at_its_number_of_pages_and_says_so(site_reader: ReaderOfSites, website: Website) -> None:
    endless(website)
    seen = await site_reader.read(pages=7)
    assert seen.paths == ["/", "/1", "/2", "/3", "/4", "/5", "/6"]
    assert seen.found.note == "Only the first 7 pages were read; the website has more."
    assert max(total for _, total in site_reader.told) == 7


@pytest.mark.parametrize(
    ("limits", "note"),
    [({"total_s": 12.0}, "minutes"), ({"total_bytes": 1_500}, "larger than one reading"), ({"depth": 2}, None)],
)
async def test_a_reading_ends_by_time_bytes_and_depth(
    site_reader: ReaderOfSites, website: Website, limits: dict[str, Any], note: str | None
) -> None:
    endless(website)
    seen = await site_reader.read(**limits)
    assert 3 <= len(seen.own) < 15
    assert (seen.found.note is None) if note is None else (note in (seen.found.note or ""))


async def test_a_whole_site_needs_no_note(site_reader: ReaderOfSites) -> None:
    assert (await site_reader.read(pages=3)).found.note is not None
    assert (await site_reader.read(pages=4)).found.note is None


async def test_a_calendar_without_end_is_left_after_some_of_its_months(
    site_reader: ReaderOfSites, website: Website
) -> None:
    for month in range(100):
        path = "/calendar" if month == 0 else f"/calendar?month={month}"
        website.put(path, html("Calendar", f"Month {month}.", links(f"/calendar?month={month + 1}")))
    website.put("/", html("Home", "Welcome.", links("/calendar", "/hours")))
    seen = await site_reader.read(depth=200)
    assert "/hours" in seen.paths
    assert sum(path.startswith("/calendar") for path in seen.paths) == 20


async def test_missing_pages_without_end_have_an_end_too(site_reader: ReaderOfSites, website: Website) -> None:
    website.put("/", html("Home", "Welcome.", links(*(f"/none/{number}" for number in range(500)))))
    seen = await site_reader.read(pages=10)
    assert len(website.asked) <= 135
    assert "larger than one reading" in (seen.found.note or "")


async def test_a_cancelled_reading_stops_before_its_next_request(site_reader: ReaderOfSites, website: Website) -> None:
    class Cancelled(Exception):
        pass

    def cancel(done: int, total: int) -> None:
        if done == 2:
            raise Cancelled

    site_reader.on_tell = cancel
    with pytest.raises(Cancelled):
        await site_reader.read()
    assert website.paths()[-1] == "/hours"


async def test_a_long_pause_can_be_cancelled(site_reader: ReaderOfSites, website: Website) -> None:
    class Cancelled(Exception):
        pass

    def cancel(done: int, total: int) -> None:
        if site_reader.time.slept[-1:] == [5.0]:
            raise Cancelled

    site_reader.on_tell = cancel
    website.put("/hours", Page(status=503, headers={"Retry-After": "3600"}))
    with pytest.raises(Cancelled):
        await site_reader.read()
    assert site_reader.time.slept.count(5.0) == 1
