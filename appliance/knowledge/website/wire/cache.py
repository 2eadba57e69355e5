"""Owns what the website sent last, on disk: it is read from there, and asked for only when it has changed.

Belongs to the worker alone and may be deleted at any time; then everything is fetched again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from pathlib import Path

from pydantic import ValidationError

from appliance.contract.model import Value
from appliance.core import atomic


class Kept(Value):
    """How an answer came: what the next request asks with, and what its body is."""

    url: str
    content_type: str
    etag: str | None = None
    modified: str | None = None
    robots: str = ""

    def conditions(self) -> dict[str, str]:
        """Headers that ask for the page only when it is another one by now."""
        asked = (("If-None-Match", self.etag), ("If-Modified-Since", self.modified))
        return {name: value for name, value in asked if value}


class PageCache:
    """A folder of answers. Blocking."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def body(self, url: str) -> Path:
        return self._folder / f"{_name(url)}.body"

    def own(self, url: str) -> Path:
        """Where the page goes without what other pages say too."""
        return self._folder / f"{_name(url)}.own"

    def find(self, url: str) -> Kept | None:
        """None when there is nothing, or nothing that can be used."""
        try:
            kept = Kept.model_validate_json(self._head(url).read_bytes())
        except (FileNotFoundError, ValidationError):
            return None
        return kept if kept.url == url and self.body(url).is_file() else None

    def store(self, kept: Kept, body: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        # A crash between the two leaves a body without a head, which nobody looks at.
        self._head(kept.url).unlink(missing_ok=True)
        self.body(kept.url).write_bytes(body)
        atomic.write_text(self._head(kept.url), kept.model_dump_json())

    def keep_only(self, urls: Collection[str]) -> None:
        """Forget all others."""
        names = {_name(url) for url in urls}
        for file in self._folder.glob("*"):
            if file.stem not in names:
                file.unlink(missing_ok=True)

    def _head(self, url: str) -> Path:
        return self._folder / f"{_name(url)}.head"


def _name(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()[:32]
