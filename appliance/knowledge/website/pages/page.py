"""Owns reading one web page's HTML: where it leads, what it asks of readers like us, what it is made of. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from selectolax.lexbor import LexborHTMLParser

from appliance.contract.model import Value
from appliance.knowledge.website.pages.blocks import Block, blocks
from appliance.knowledge.website.rules.limits import NAME
from appliance.knowledge.website.rules.urls import normal

LINKS_MOST = 2_000
TITLE_MOST = 300
BLOCKS_MOST = 10_000
_LINKS = "a[href], area[href], link[rel~=next][href], link[rel~=alternate][hreflang][href]"
_ROBOTS = (f"meta[name={NAME.lower()} i]", "meta[name=robots i]")


class Page(Value):
    """What concerns a reader of the site. Addresses are normal and lead anywhere; `marks` are those of its blocks."""

    title: str = ""
    links: tuple[str, ...] = ()
    canonical: str | None = None
    noindex: bool = False
    nofollow: bool = False
    marks: tuple[str, ...] = ()


class OwnText(Value):
    """What a page says that its siblings do not: the digest of that, and whether there is anything at all."""

    digest: str
    empty: bool


def read(html: str, url: str) -> Page:
    """Never raises, whatever the page looks like; how long it takes is limited by whoever asks."""
    page = _parsed(html)
    base = page.css_first("base[href]")
    here = normal((base.attributes.get("href") if base else None) or "", url) or url
    asked = _asked_of_robots(page)
    return Page(
        title=_title(page),
        links=_links(page, here),
        canonical=_canonical(page, here),
        noindex=bool(asked & {"noindex", "none"}),
        nofollow=bool(asked & {"nofollow", "none"}),
        marks=tuple(block.mark for block in blocks(page)[:BLOCKS_MOST] if block.removable),
    )


def without(html: str, url: str, repeated: Collection[str]) -> tuple[str, OwnText]:
    """The page without these blocks, its address written into it, and what is left to read of it."""
    page = _parsed(html)
    kept: list[Block] = []
    left_out: list[Block] = []
    for block in blocks(page):
        (left_out if block.removable and block.mark in repeated else kept).append(block)
    said = "\n".join([_title(page), *(block.text for block in kept)])
    for block in left_out:
        block.node.decompose()
    _write_address(page, url)
    own = OwnText(digest=hashlib.sha256(said.encode()).hexdigest(), empty=all(block.is_heading for block in kept))
    return page.html or "", own


def robots_words(header: str) -> frozenset[str]:
    """The words of an X-Robots-Tag header or a robots meta element; `other: noindex` concerns another reader."""
    words = set()
    for part in header.lower().split(","):
        name, colon, word = part.rpartition(":")
        if not colon or name.strip() == NAME.lower():
            words.add(word.strip())
    return frozenset(words)


def _asked_of_robots(page: LexborHTMLParser) -> frozenset[str]:
    """What is said to us by name counts alone; else what is said to everybody."""
    for selector in _ROBOTS:
        if found := page.css(selector):
            return frozenset().union(*(robots_words(node.attributes.get("content") or "") for node in found))
    return frozenset()


def _links(page: LexborHTMLParser, base: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for node in page.css(_LINKS):
        followed = "nofollow" not in (node.attributes.get("rel") or "").lower().split()
        if followed and (url := normal(node.attributes.get("href") or "", base)):
            found[url] = None
        if len(found) >= LINKS_MOST:
            break
    return tuple(found)


def _canonical(page: LexborHTMLParser, base: str) -> str | None:
    node = page.css_first("link[rel~=canonical][href]")
    href = node.attributes.get("href") if node else None
    return normal(href, base) if href else None


def _title(page: LexborHTMLParser) -> str:
    node = page.css_first("title")
    return " ".join(node.text().split())[:TITLE_MOST] if node else ""


def _parsed(html: str) -> LexborHTMLParser:
    """As a browser that runs scripts does it: what stands in `noscript` then cannot end the page's head."""
    return LexborHTMLParser(html, scripting=True)


def _write_address(page: LexborHTMLParser, url: str) -> None:
    """Links that say only a part of their address stay whole when the page lies in a file."""
    if page.head is not None and page.css_first("base[href]") is None:
        base = page.create_node("base")
        base.attrs["href"] = url
        page.head.insert_child(base)
