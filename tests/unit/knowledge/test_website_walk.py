"""The way through a played website over real sockets: links, sitemaps, and the site's own wishes."""

from __future__ import annotations

import gzip

import pytest

from appliance import __version__
from appliance.contract.problems import Refused, Unavailable
from tests.fakes.website import Page, Website, html, links, moved
from tests.unit.knowledge.website_reader import ReaderOfSites


async def test_links_are_followed_and_every_page_is_asked_for_once(
    site_reader: ReaderOfSites, website: Website
) -> None:
    seen = await site_reader.read()
    assert seen.paths == ["/", "/hours", "/prices"]
    assert seen.gone == {"/gone"}
    assert seen.skipped == {}
    assert website.paths() == ["/robots.txt", "/", "/sitemap.xml", "/hours", "/prices", "/gone"]
    assert [page.found.title for page in seen.own] == ["Oak Street Bikes", "Hours", "Prices"]
    assert (site_reader.told[0], site_reader.told[-1]) == ((0, 0), (3, 4))


async def test_every_request_says_who_asks_and_brings_no_cookie(site_reader: ReaderOfSites, website: Website) -> None:
    website.put("/", Page(website.pages["/"].body, headers={"Set-Cookie": "basket=1; Path=/"}))
    await site_reader.read()
    for _, headers in website.asked:
        assert headers["user-agent"] == f"Shopbell/{__version__} (+the shop's own site reader)"
        assert "cookie" not in headers


async def test_there_is_a_second_between_two_requests_or_more_when_asked_for(
    site_reader: ReaderOfSites, website: Website
) -> None:
    await site_reader.read()
    assert site_reader.time.now - 1_000 == pytest.approx(len(website.asked) - 1)
    website.put("/robots.txt", Page("User-agent: *\nCrawl-delay: 4", "text/plain"))
    before, asked = site_reader.time.now, len(website.asked)
    await site_reader.read()
    assert site_reader.time.now - before == pytest.approx(1 + 4 * (len(website.asked) - asked - 2))


async def test_a_site_cannot_ask_for_pauses_without_end(site_reader: ReaderOfSites, website: Website) -> None:
    website.put("/robots.txt", Page("User-agent: *\nCrawl-delay: 86400", "text/plain"))
    await site_reader.read()
    assert max(site_reader.time.slept) == 10


async def test_robots_txt_is_heeded_also_by_known_pages(site_reader: ReaderOfSites, website: Website) -> None:
    website.put("/robots.txt", Page("User-agent: *\nDisallow: /pri*s$", "text/plain"))
    assert (await site_reader.read(known=["/prices"])).paths == ["/", "/hours"]
    assert "/prices" not in website.paths()


@pytest.mark.parametrize("status", [401, 403, 404, 410])
async def test_without_a_robots_txt_everything_may_be_read(
    site_reader: ReaderOfSites, website: Website, status: int
) -> None:
    website.put("/robots.txt", Page("User-agent: *\nDisallow: /", "text/plain", status=status))
    assert len((await site_reader.read()).own) == 3


@pytest.mark.parametrize("status", [500, 503])
async def test_while_the_site_cannot_say_what_may_be_read_nothing_is(
    site_reader: ReaderOfSites, website: Website, status: int
) -> None:
    website.put("/robots.txt", Page(status=status))
    with pytest.raises(Unavailable, match=f"answered {status} when asked what may be read"):
        await site_reader.read()
    assert set(website.paths()) == {"/robots.txt"}


async def test_a_site_that_closes_itself_is_told_so(site_reader: ReaderOfSites, website: Website) -> None:
    website.put("/robots.txt", Page("User-agent: *\nDisallow: /", "text/plain"))
    with pytest.raises(Refused, match="asks programs to stay out of /"):
        await site_reader.read()


def sitemap(website: Website, *paths: str) -> str:
    inner = "".join(f"<url><loc>{website.url(path)}</loc></url>" for path in paths)
    return f"<urlset>{inner}</urlset>"


async def test_pages_nobody_links_to_are_found_by_the_sitemap(site_reader: ReaderOfSites, website: Website) -> None:
    website.put("/sitemap.xml", Page(sitemap(website, "/hidden", "/hours"), "application/xml"))
    website.put("/hidden", html("Hidden", "A secret sale."))
    assert (await site_reader.read()).paths == ["/", "/hours", "/prices", "/hidden"]


async def test_a_sitemap_of_sitemaps_packed_ones_and_strangers_among_them(
    site_reader: ReaderOfSites, website: Website
) -> None:
    names = [
        website.url("/index.xml"),
        website.url("/s1.xml.gz"),
        website.url("/none.xml"),
        "http://evil.example/s.xml",
    ]
    inner = "".join(f"<sitemap><loc>{name}</loc></sitemap>" for name in names)
    website.put("/robots.txt", Page(f"Sitemap: {website.url('/index.xml')}", "text/plain"))
    website.put("/index.xml", Page(f"<sitemapindex>{inner}</sitemapindex>", "application/xml"))
    packed = gzip.compress(sitemap(website, "/hidden").encode())
    website.put("/s1.xml.gz", Page(packed, "application/gzip"))
    website.put("/hidden", html("Hidden", "A secret sale."))
    assert "/hidden" in (await site_reader.read()).paths
    assert website.paths().count("/index.xml") == 1
    assert "evil.example" not in site_reader.names.asked


async def test_a_page_known_before_is_looked_at_though_nothing_links_to_it(
    site_reader: ReaderOfSites, website: Website
) -> None:
    website.put("/old", html("Old", "Still here."))
    seen = await site_reader.read(known=["/old", "/vanished"])
    assert "/old" in seen.paths
    assert seen.gone == {"/gone", "/vanished"}


async def test_what_the_site_does_not_want_read_or_followed_is_not(
    site_reader: ReaderOfSites, website: Website
) -> None:
    website.put("/hours", html("Hours", "Nine.", links("/a"), head='<meta name="robots" content="noindex">'))
    website.put("/prices", html("Prices", "$15.", links("/b"), head='<meta name="robots" content="nofollow">'))
    website.put("/a", Page(html("A", "Page a.", links("/c")), headers={"X-Robots-Tag": "noindex, nofollow"}))
    for path in ("/b", "/c"):
        website.put(path, html(path, "Never seen."))
    seen = await site_reader.read(known=["/hours"])
    assert seen.paths == ["/", "/prices"]
    assert {"/hours", "/a"} <= seen.gone
    assert not {"/b", "/c"} & set(website.paths())


async def test_a_page_with_a_true_self_is_read_there(site_reader: ReaderOfSites, website: Website) -> None:
    canonical = '<link rel="canonical" href="/prices">'
    website.put("/prices?sort=up", html("Prices", "A flat costs $15. Sorted.", head=canonical))
    website.put("/hours", html("Hours", "We open at nine.", links("/prices?sort=up")))
    seen = await site_reader.read(known=["/prices?sort=up"])
    assert seen.paths == ["/", "/hours", "/prices"]
    assert "/prices?sort=up" in seen.gone


async def test_a_true_self_that_cannot_be_had_or_is_the_first_page_does_not_count(
    site_reader: ReaderOfSites, website: Website
) -> None:
    website.put("/hours", html("Hours", "We open at nine.", head='<link rel="canonical" href="/gone">'))
    website.put("/prices", html("Prices", "A flat costs $15.", head='<link rel="canonical" href="/">'))
    assert sorted((await site_reader.read()).paths) == ["/", "/hours", "/prices"]


async def test_a_moved_page_is_read_where_it_is_now(site_reader: ReaderOfSites, website: Website) -> None:
    website.put("/hours", moved("/opening-hours"))
    website.put("/opening-hours", html("Hours", "We open at nine."))
    seen = await site_reader.read(known=["/hours"])
    assert seen.paths == ["/", "/opening-hours", "/prices"]
    assert "/hours" in seen.gone


async def test_the_name_under_which_the_first_page_answers_is_the_name_of_all(
    site_reader: ReaderOfSites, website: Website
) -> None:
    website.put("/prices", html("Prices", "$15.", f'<a href="{website.url("/hours", "shop.example")}">hours</a>'))
    start = website.url("/", "www.shop.example")
    _, own = await site_reader.crawler().read(start, 200, [], site_reader._tell)
    assert {page.found.url for page in own} == {
        website.url(path, "www.shop.example") for path in ("/", "/hours", "/prices")
    }
    assert website.paths() == ["/robots.txt", "/", "/sitemap.xml", "/hours", "/prices"]
