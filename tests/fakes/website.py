"""Owns a real HTTP server that plays a shop's website: pages that stay, move, vanish, drip, never end, or lead away."""

from __future__ import annotations

import hashlib
import threading
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from tests.fakes.local_server import Handler, playing

HTML = "text/html; charset=utf-8"
# Names that the tests' own resolver sends to the server; nobody can register them.
SHOP = "shop.example"


def html(title: str, *parts: str, head: str = "") -> str:
    """A page with these pieces of HTML in its main part."""
    body = "\n".join(part if part.startswith("<") else f"<p>{part}</p>" for part in parts)
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body><main>{body}</main></body></html>"


def links(*paths: str) -> str:
    return "<p>" + " ".join(f'<a href="{path}">more</a>' for path in paths) + "</p>"


@dataclass(frozen=True)
class Page:
    """What one path answers. `endless` bodies never stop, `silent` ones stop in the middle and keep the line open."""

    body: str | bytes = ""
    kind: str | None = HTML
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    tagged: bool = True
    endless: bool = False
    silent: bool = False

    @property
    def data(self) -> bytes:
        return self.body.encode() if isinstance(self.body, str) else self.body

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.data).hexdigest()[:12]}"'


def moved(where: str, status: int = 301) -> Page:
    return Page(status=status, headers={"Location": where}, tagged=False)


@dataclass
class Website:
    """Paths with their query, and what they answer; any other is missing. `asked` keeps paths and headers."""

    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    port: int = 0
    over: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str = "/", host: str = SHOP) -> str:
        return f"http://{host}:{self.port}{path}"

    def put(self, path: str, page: Page | str) -> None:
        self.pages[path] = page if isinstance(page, Page) else Page(page)

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


def serving() -> AbstractContextManager[Website]:
    return playing(Website(), _Handler)


class _Handler(Handler):
    def do_GET(self) -> None:
        website: Website = self.played
        headers = {name.lower(): value for name, value in self.headers.items()}
        website.asked.append((self.path, headers))
        page = website.pages.get(self.path, Page("not here", status=404, tagged=False))
        try:
            if page.tagged and headers.get("if-none-match") == page.etag:
                self.head(304, {"ETag": page.etag})
            else:
                self._send(website, page)
        except ConnectionError:
            return  # the client has left

    def _send(self, website: Website, page: Page) -> None:
        headers = {"Content-Type": page.kind} if page.kind else {}
        if page.tagged:
            headers["ETag"] = page.etag
        unsaid = page.endless or page.silent
        self.head(page.status, headers | ({} if unsaid else {"Content-Length": str(len(page.data))}) | page.headers)
        self.wfile.write(page.data)
        while page.endless:
            self.wfile.write(b"more and more ")
        if page.silent:
            website.over.wait(30)
