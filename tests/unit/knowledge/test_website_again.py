"""Which pages become documents, what of them, and that a page which has not changed is not sent again."""

from __future__ import annotations

import gzip

import pytest

from appliance.contract.problems import Refused
from tests.fakes.website import Page, Website, html, links
from tests.unit.knowledge.website_reader import ReaderOfSites


async def test_the_same_page_under_two_addresses_is_one(site_reader: ReaderOfSites, website: Website) -> None:
    website.put("/hours", html("Hours", "We open at nine.", links("/hours?lang=en", "/hours/")))
    website.put("/hours?lang=en", website.pages["/hours"])
    website.put("/hours/", website.pages["/hours"])
    seen = await site_reader.read()
    assert seen.paths == ["/", "/hours", "/prices"]
    assert {"/hours?lang=en", "/hours/"} <= seen.gone


async def test_only_pages_texts_and_pdfs_are_taken(site_reader: ReaderOfSites, website: Website) -> None:
    paths = ["/note", "/list.pdf", "/picture", "/data", "/untold", "/photo.jpg"]
    website.put("/", html("Home", "Welcome.", links(*paths)))
    website.put("/note", Page("Closed on May 1.", "text/plain"))
    website.put("/list.pdf", Page(b"%PDF-1.4 prices", "application/pdf"))
    website.put("/picture", Page(b"\x89PNG", "image/png"))
    website.put("/data", Page("{}", "application/json"))
    website.put("/untold", Page("What is this?", None))
    seen = await site_reader.read()
    assert seen.paths == ["/", "/note", "/list.pdf"]
    assert [page.found.name for page in seen.own] == ["shop.example.html", "note.txt", "list.pdf"]
    assert seen.skipped == {}
    assert "/photo.jpg" not in website.paths()


async def test_a_page_in_other_letters_is_read_as_the_server_says(site_reader: ReaderOfSites, website: Website) -> None:
    website.put("/hours", Page(html("Zeiten", "Täglich geöffnet.").encode("cp1252"), "text/html; charset=windows-1252"))
    assert "Täglich geöffnet." in (await site_reader.read()).text("/hours")


async def test_packed_pages_are_unpacked(site_reader: ReaderOfSites, website: Website) -> None:
    packed = gzip.compress(html("Hours", "We open at nine.").encode())
    website.put("/hours", Page(packed, headers={"Content-Encoding": "gzip"}))
    assert "We open at nine." in (await site_reader.read()).text("/hours")


FOOTER = "<footer><p>Monday to Friday 9 to 6</p><p>Oak Street 5</p></footer>"


async def test_header_and_footer_are_kept_on_the_first_page_alone(site_reader: ReaderOfSites, website: Website) -> None:
    website.put("/", html("Home", "Welcome.", FOOTER, links("/hours", "/prices", "/about")))
    website.put("/about", html("About", "Since 1990.", FOOTER))
    website.put("/hours", html("Hours", "We open at nine.", FOOTER))
    website.put("/prices", html("Prices", "A flat costs $15."))
    seen = await site_reader.read()
    assert [path for path in seen.paths if "Oak Street 5" in seen.text(path)] == ["/"]
    assert "Since 1990." in seen.text("/about")


async def test_a_page_that_says_only_what_all_say_is_none(site_reader: ReaderOfSites, website: Website) -> None:
    website.put("/login", html("Log in", FOOTER))
    for path, words in (("/", "Welcome."), ("/hours", "Nine."), ("/prices", "$15."), ("/about", "Since 1990.")):
        website.put(path, html(path, words, FOOTER, links("/hours", "/prices", "/about", "/login")))
    assert (await site_reader.read()).paths == ["/", "/hours", "/prices", "/about"]


async def test_pages_without_any_words_are_said(site_reader: ReaderOfSites, website: Website) -> None:
    website.put("/hours", html("App", '<div id="root"></div>'))
    assert (await site_reader.read()).skipped == {"/hours": "holds no text that could be read"}
    website.put("/", html("App", '<div id="root"></div>'))
    with pytest.raises(Refused, match="hold no text that could be read"):
        await site_reader.read()


async def test_a_site_that_wants_nothing_read_is_told_so(site_reader: ReaderOfSites, website: Website) -> None:
    website.put("/", html("Home", "Welcome.", head='<meta name="robots" content="none">'))
    with pytest.raises(Refused, match="shows nothing that programs may read"):
        await site_reader.read()


async def test_what_has_not_changed_is_not_sent_again_and_still_found(
    site_reader: ReaderOfSites, website: Website
) -> None:
    first = await site_reader.read()
    website.put("/hours", html("Hours", "We open at ten.", links("/")))
    website.asked.clear()
    second = await site_reader.read()
    assert second.paths == first.paths
    changed = [old.found.url for old, new in zip(first.own, second.own, strict=True) if old.digest != new.digest]
    assert changed == [website.url("/hours")]
    conditional = {path for path, headers in website.asked if "if-none-match" in headers}
    assert conditional == {"/", "/hours", "/prices"}


async def test_by_date_as_well_as_by_mark(site_reader: ReaderOfSites, website: Website) -> None:
    date = "Wed, 07 Oct 2026 07:28:00 GMT"
    website.put("/hours", Page(website.pages["/hours"].body, headers={"Last-Modified": date}, tagged=False))
    await site_reader.read()
    website.asked.clear()
    await site_reader.read()
    assert dict(website.asked)["/hours"]["if-modified-since"] == date


async def test_a_lost_or_damaged_cache_only_costs_time(site_reader: ReaderOfSites, website: Website) -> None:
    first = await site_reader.read()
    for file in site_reader.folder.glob("*.head"):
        file.write_text("{damaged")
    website.asked.clear()
    assert [page.digest for page in (await site_reader.read()).own] == [page.digest for page in first.own]
    assert not any("if-none-match" in headers for _, headers in website.asked)


async def test_the_cache_holds_only_what_the_last_reading_found(site_reader: ReaderOfSites, website: Website) -> None:
    await site_reader.read()
    assert len(list(site_reader.folder.glob("*.body"))) == 3
    website.put("/", html("Home", "Welcome.", links("/hours")))
    await site_reader.read()
    assert len(list(site_reader.folder.glob("*.body"))) == 2
    assert {file.suffix for file in site_reader.folder.iterdir()} == {".body", ".head", ".own"}
