"""Owns reading sitemaps: XML or a list of addresses, packed or not, whole or broken off. Pure."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from xml.parsers import expat

ADDRESSES_MOST = 20_000
_GZIP = b"\x1f\x8b"
_PLACES: dict[tuple[str, ...], str] = {
    ("urlset", "url", "loc"): "pages",
    ("sitemapindex", "sitemap", "loc"): "sitemaps",
}


@dataclass(slots=True)
class Sitemap:
    """The addresses in it as they stand there: of pages, and of further sitemaps."""

    pages: list[str] = field(default_factory=list)
    sitemaps: list[str] = field(default_factory=list)


class _Enough(Exception):
    """Nothing more is taken from this file."""


def read(data: bytes, most_bytes: int) -> Sitemap:
    """What could be understood of it; the beginning counts when the rest is broken, too long or hostile."""
    if data.startswith(_GZIP):
        data = unpacked(data, most_bytes)
    data = data[:most_bytes].removeprefix(b"\xef\xbb\xbf").lstrip()
    return _xml(data) if data.startswith(b"<") else _list(data)


def unpacked(data: bytes, most_bytes: int) -> bytes:
    """Never more than `most_bytes`, however much is packed into a small file."""
    try:
        return zlib.decompressobj(wbits=31).decompress(data, most_bytes)
    except zlib.error:
        return b""


def _xml(data: bytes) -> Sitemap:
    found = Sitemap()
    path: list[str] = []
    words: list[str] = []
    parser = expat.ParserCreate()

    def begins(name: str, attributes: object) -> None:
        path.append(name)
        words.clear()

    def ends(name: str) -> None:
        if len(path) == 3 and (kind := _PLACES.get(tuple(path))):
            getattr(found, kind).append("".join(words).strip())
        path.pop()
        if len(found.pages) + len(found.sitemaps) >= ADDRESSES_MOST:
            raise _Enough

    def declares(*document_type: object) -> None:
        raise _Enough  # a sitemap needs none; it is the way in for entities that multiply or open files

    parser.StartElementHandler, parser.EndElementHandler = begins, ends
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = words.append, declares
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, _Enough):
        return found
    return found


def _list(data: bytes) -> Sitemap:
    lines = data.decode("utf-8", errors="replace").split()
    return Sitemap(pages=[line for line in lines if line.startswith(("http://", "https://"))][:ADDRESSES_MOST])
