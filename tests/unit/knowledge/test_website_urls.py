"""One spelling for each address, which addresses belong to a site, and which are not worth asking for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.contract.problems import Refused
from appliance.knowledge.website.rules.urls import Site, leads_nowhere, normal, website_address

BASE = "https://shop.example/bikes/city.html"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("https://shop.example", "https://shop.example/"),
        ("HTTPS://Shop.Example:443/A", "https://shop.example/A"),
        ("http://shop.example:80/", "http://shop.example/"),
        ("http://shop.example:8080/", "http://shop.example:8080/"),
        ("https://shop.example./", "https://shop.example/"),
        ("https://shop.example/a/../b/./c/", "https://shop.example/b/c/"),
        ("https://shop.example/a/..", "https://shop.example/"),
        ("https://shop.example/%7euser/%c3%bc", "https://shop.example/~user/%C3%BC"),
        ("https://shop.example/Größen und Preise", "https://shop.example/Gr%C3%B6%C3%9Fen%20und%20Preise"),
        ("https://shop.example/100%", "https://shop.example/100%25"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://shop.example/#hours", "https://shop.example/"),
        ("https://shop.example/?b=2&a=1&", "https://shop.example/?a=1&b=2"),
        ("https://shop.example/?utm_source=x&id=3&fbclid=y&PHPSESSID=1", "https://shop.example/?id=3"),
        ("https://shop.example/p;jsessionid=A1B2?x=1", "https://shop.example/p?x=1"),
        ("  sizes.html \n", "https://shop.example/bikes/sizes.html"),
        ("/hours", "https://shop.example/hours"),
        ("//www.shop.example/", "https://www.shop.example/"),
        ("?page=2", "https://shop.example/bikes/city.html?page=2"),
        ("http://[2606:4700::1111]/", "http://[2606:4700::1111]/"),
        ("http://[2606:4700::1111]:8080/", "http://[2606:4700::1111]:8080/"),
    ],
)
def test_every_way_of_writing_an_address_ends_in_one(written: str, read: str) -> None:
    assert normal(written, BASE) == read


@pytest.mark.parametrize(
    "written",
    [
        "mailto:hello@shop.example", "javascript:void(0)", "tel:+15551234", "ftp://shop.example/", "http://",
        "http://a..b/", "http://shop.example:99999/", "http://[::1/", "https://owner:secret@shop.example/",
        "https://shop.example/" + "a" * 2_000, "data:text/html,hello", "http://shop.example:x/", "https://\ud800/",
        "https://shop.example/\ud800",
    ],
)  # fmt: skip
def test_what_is_no_address_of_a_page_is_none(written: str) -> None:
    assert normal(written, BASE) is None


@given(st.text(max_size=60), st.text(max_size=30))
def test_a_normal_address_stays_as_it_is(path: str, query: str) -> None:
    first = normal(f"https://shop.example/{path}?{query}")
    assert first is None or normal(first) == first


@given(st.text(max_size=80))
def test_nothing_a_page_links_to_can_do_harm(href: str) -> None:
    found = normal(href, BASE)
    assert found is None or (found.isascii() and found.startswith(("http://", "https://")) and "#" not in found)


@pytest.mark.parametrize(
    ("address", "belongs"),
    [
        ("https://shop.example/a", True),
        ("http://www.shop.example/a", True),
        ("https://blog.shop.example/", False),
        ("https://shop.example.evil.example/", False),
        ("https://shop.example:8443/", False),
        ("http://169.254.169.254/", False),
    ],
)
def test_a_site_is_one_host_with_or_without_www(address: str, belongs: bool) -> None:
    assert Site.of("https://www.shop.example/").has(address) is belongs


def test_an_address_with_a_folder_keeps_to_the_folder() -> None:
    site = Site.of("https://mall.example/shops/ours/index.html")
    assert site.holds("https://mall.example/shops/ours/hours")
    assert not site.holds("https://mall.example/shops/theirs/")
    assert Site.of("https://shop.example/start").holds("https://shop.example/hours")


def test_pages_are_asked_for_under_the_name_that_the_site_uses() -> None:
    site = Site.of("https://www.shop.example/")
    assert site.home("http://shop.example/a?b=1") == "https://www.shop.example/a?b=1"
    assert site.root("/robots.txt") == "https://www.shop.example/robots.txt"


@pytest.mark.parametrize(
    "path",
    [
        "photo.JPG", "prices.xlsx", "feed.xml", "?add-to-cart=17", "p?x=1&add_to_wishlist=2", "a?replytocom=4",
        "/".join("abcdefghijklm"), "en/en/en/en/", "x/a/b/a/b/a/b/a",
    ],
)  # fmt: skip
def test_addresses_that_are_no_pages_or_go_round_in_circles(path: str) -> None:
    assert leads_nowhere(f"https://shop.example/{path}")


@pytest.mark.parametrize("path", ["", "prices.pdf", "hours.html", "notes.txt", "en/bikes/city?size=m&page=2", "v1.5"])
def test_addresses_that_may_be_pages(path: str) -> None:
    assert not leads_nowhere(f"https://shop.example/{path}")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("shop.example", "https://shop.example/"),
        (" http://Shop.Example/de ", "http://shop.example/de"),
        ("bücher.example", "https://xn--bcher-kva.example/"),
        ("shop.example:8443", "https://shop.example:8443/"),
        ("http://93.184.216.34", "http://93.184.216.34/"),
    ],
)
def test_what_an_owner_types_becomes_an_address(typed: str, meant: str) -> None:
    assert website_address(typed) == meant


@pytest.mark.parametrize(
    "typed", ["our shop", "shop", "ftp://shop.example", "https://", "me@shop.example", "a b.example"]
)
def test_what_is_no_website_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(Refused, match=r"www\.example\.com"):
        website_address(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "http://127.0.0.1", "http://192.168.0.1/", "http://[::1]/", "http://printer.local", "http://a.localhost",
        "169.254.169.254",
    ],
)  # fmt: skip
def test_an_address_inside_the_own_network_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="your own network"):
        website_address(typed)
