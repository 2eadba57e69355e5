"""robots.txt and sitemaps as they are written in the world, and as somebody hostile would write them."""

from __future__ import annotations

import gzip
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.knowledge.website.rules import robots, sitemap

SHOP = "https://shop.example"
MOST = 100_000


@pytest.mark.parametrize(
    ("rules", "open_", "closed"),
    [
        ("", ["/", "/a"], []),
        ("User-agent: *\nDisallow:", ["/", "/a"], []),
        ("User-agent: *\nDisallow: /", [], ["/", "/a"]),
        ("User-agent: *\nDisallow: /cart\nDisallow: /admin/", ["/", "/admin"], ["/cart", "/cart/2", "/admin/x"]),
        ("user-agent:*\r\ndisallow:/cart # all\r\n", ["/a"], ["/cart"]),
        ("User-agent: *\nDisallow: /*?add-to-cart=*", ["/p", "/p?x=1"], ["/p?add-to-cart=1"]),
        ("User-agent: *\nDisallow: /collections/*sort_by*", ["/collections/a"], ["/collections/a?sort_by=price"]),
        ("User-agent: *\nDisallow: /*.pdf$", ["/a.pdf?x", "/a.html"], ["/a.pdf", "/b/a.pdf"]),
        ("User-agent: *\nDisallow: /a*b*c$", ["/abcd", "/ac"], ["/abc", "/axbxc", "/abcbc"]),
        ("User-agent: *\nDisallow: /\nAllow: /shop/\nAllow: /$", ["/", "/shop/a"], ["/a", "/shop"]),
        ("User-agent: *\nAllow: /a\nDisallow: /a", ["/a"], []),
        ("User-agent: *\nDisallow: /%7Euser\nDisallow: /größe", [], ["/~user", "/gr%C3%B6%C3%9Fe"]),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Shopbell\nDisallow: /x", ["/a"], ["/x"]),
        ("User-agent: Shopbell/2.0\nDisallow: /\nUser-agent: *\nDisallow:", [], ["/a"]),
        ("User-agent: other\nUser-agent: shopbell\nDisallow: /x\nUser-agent: other\nDisallow: /", ["/a"], ["/x"]),
        ("User-agent: shopbell\nDisallow: /a\n\nUser-agent: *\nDisallow: /b\n\nUser-agent: SHOPBELL\nDisallow: /c",
         ["/b"], ["/a", "/c"]),
        ("User-agent: ourshopbellish\nDisallow: /", ["/a"], []),
        ("Disallow: /a\n<html>not found</html>\n:::", ["/a"], []),
        ("\ufeffUser-agent: *\nHost: x\nDisallow: /a", ["/b"], ["/a"]),
        ("User-agent: *\nSitemap: https://x/s.xml\nDisallow: /a", ["/b"], ["/a"]),
    ],
)  # fmt: skip
def test_a_robots_txt_closes_what_it_names(rules: str, open_: list[str], closed: list[str]) -> None:
    read = robots.read(rules, "Shopbell")
    assert [path for path in open_ if not read.allows(SHOP + path)] == []
    assert [path for path in closed if read.allows(SHOP + path)] == []


@pytest.mark.parametrize(
    ("rules", "delay_s"),
    [("Crawl-delay: 5", 5.0), ("Crawl-delay: 0.5", 0.5), ("Crawl-delay: soon", None), ("Disallow: /", None)],
)
def test_a_robots_txt_may_ask_for_pauses(rules: str, delay_s: float | None) -> None:
    assert robots.read(f"User-agent: *\n{rules}", "Shopbell").delay_s == delay_s
    assert robots.read(f"User-agent: other\n{rules}", "Shopbell").delay_s is None


def test_sitemaps_are_named_outside_of_all_groups() -> None:
    read = robots.read("Sitemap: https://shop.example/a.xml\nUser-agent: x\nDisallow: /\nsitemap: /b.xml", "Shopbell")
    assert read.sitemaps == ("https://shop.example/a.xml", "/b.xml")


@given(st.text(alphabet="ab*$/?", min_size=1, max_size=12), st.text(alphabet="ab/?", max_size=20))
def test_a_pattern_matches_what_a_regular_expression_would(pattern: str, path: str) -> None:
    import re

    body, end = (pattern[:-1], "$") if pattern.endswith("$") else (pattern, "")
    expression = ".*".join(map(re.escape, body.split("*"))) + ("\\Z" if end else "")
    assert robots.Rule(True, pattern).matches(path) == bool(re.match(expression, path))


def test_a_hostile_pattern_takes_no_time() -> None:
    before = time.process_time()
    assert not robots.Rule(False, "/" + "*a" * 1_000 + "b$").matches("/" + "a" * 2_000)
    assert time.process_time() - before < 5


@given(st.text(max_size=300))
def test_any_text_is_a_robots_txt(text: str) -> None:
    robots.read(f"User-agent: *\n{text}", "Shopbell").allows(f"{SHOP}/a?b")


def urlset(*urls: str) -> bytes:
    inner = "".join(f"<url><loc> {url} </loc><lastmod>2026-10-07</lastmod></url>" for url in urls)
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</urlset>'.encode()


def test_a_sitemap_names_pages_and_an_index_names_sitemaps() -> None:
    assert sitemap.read(urlset(f"{SHOP}/a", f"{SHOP}/b?x=1&amp;y=2"), MOST).pages == [f"{SHOP}/a", f"{SHOP}/b?x=1&y=2"]
    index = b"<sitemapindex><sitemap><loc>https://shop.example/s1.xml.gz</loc></sitemap></sitemapindex>"
    read = sitemap.read(index, MOST)
    assert (read.pages, read.sitemaps) == ([], [f"{SHOP}/s1.xml.gz"])


def test_only_a_pages_own_address_is_taken_not_its_pictures() -> None:
    xml = (
        b'<urlset xmlns:image="i"><url><loc><![CDATA[https://shop.example/a]]></loc>'
        b"<image:image><image:loc>https://shop.example/a.jpg</image:loc></image:image></url></urlset>"
    )
    assert sitemap.read(xml, MOST).pages == [f"{SHOP}/a"]


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf  " + urlset(f"{SHOP}/a"), gzip.compress(urlset(f"{SHOP}/a"))])
def test_marks_spaces_and_packing_in_front_do_not_matter(data: bytes) -> None:
    assert sitemap.read(data, MOST).pages == [f"{SHOP}/a"]


def test_a_list_of_addresses_is_a_sitemap_too() -> None:
    assert sitemap.read(b"https://shop.example/a\r\nhttps://shop.example/b\nnonsense\n", MOST).pages == [
        f"{SHOP}/a",
        f"{SHOP}/b",
    ]


def test_a_broken_sitemap_gives_what_stands_before_the_break() -> None:
    assert sitemap.read(urlset(f"{SHOP}/a", f"{SHOP}/b")[:-60], MOST).pages == [f"{SHOP}/a"]
    assert sitemap.read(gzip.compress(urlset(f"{SHOP}/a"))[:20], MOST).pages == []


def test_entities_that_multiply_or_open_files_are_not_even_read() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    secret = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">'
    for hostile in (bomb, secret):
        read = sitemap.read(hostile + b"]><urlset><url><loc>https://shop.example/&a;</loc></url></urlset>", MOST)
        assert (read.pages, read.sitemaps) == ([], [])


def test_a_small_file_cannot_unpack_to_a_huge_one() -> None:
    packed = gzip.compress(b"<urlset>" + b" " * 50_000_000)
    assert len(packed) < 100_000
    assert len(sitemap.unpacked(packed, MOST)) == MOST
    assert sitemap.read(packed, MOST).pages == []


def test_a_deep_or_endless_sitemap_has_an_end() -> None:
    assert sitemap.read(b"<a>" * 300_000, 10_000_000).pages == []
    many = urlset(*(f"{SHOP}/{number}" for number in range(sitemap.ADDRESSES_MOST + 10)))
    assert len(sitemap.read(many, 10_000_000).pages) == sitemap.ADDRESSES_MOST


@given(st.binary(max_size=300))
def test_any_bytes_are_a_sitemap(data: bytes) -> None:
    assert len(sitemap.read(data, MOST).pages) <= len(data)
