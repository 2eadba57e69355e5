"""Owns a box that is played: it serves the widget and the demo page, and answers by a script named in the question."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.browser.fake_people import FakePeople, wire
from tests.browser.scripts import AGAIN, CUT, HOLD, TOLD, Event, script_for

ASSETS = Path(__file__).parents[2] / "assets"
WIDGET = ASSETS / "appliance" / "widget" / "build"
DEMO = ASSETS / "demo" / "page"
KINDS = {".html": "text/html", ".js": "text/javascript", ".json": "application/json", ".css": "text/css"}
KINDS |= {".svg": "image/svg+xml"}
STRICT = (
    "default-src 'none'; script-src {box}; connect-src {box}; require-trusted-types-for 'script'; trusted-types 'none'"
)
CONTACTS = 'data-phone="+1 503 555 0142" data-email="hello@maplestreetbikes.example"'
BARE = """<!doctype html><html lang="{lang}" dir="{dir}"><head><title>A strict page</title></head>
<body><main><h1>A strict page</h1></main>
<script async src="{box}/widget/shopbell.js" {contacts} {more}></script></body></html>"""
SETTINGS = {
    "shop": "Maple Street Bikes",
    "greeting": "Hello. What would you like to know about bikes?",
    "phone": "+1 503 555 0142",
    "email": "hello@maplestreetbikes.example",
    "languages": ["en", "de"],
}


@dataclass
class Asked:
    """One question the box was asked, and its whole script."""

    body: dict[str, Any]
    events: list[Event]
    cancelled: bool = False


@dataclass
class Seen:
    """What reached the box, in order."""

    requests: list[str] = field(default_factory=list)
    questions: list[Asked] = field(default_factory=list)
    resumed_after: list[int] = field(default_factory=list)
    leads: list[dict[str, Any]] = field(default_factory=list)
    ratings: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    emails: list[tuple[str, dict[str, Any]]] = field(default_factory=list)


class FakeBox:
    """A box on a free port. `go_away` makes it vanish: connections are refused from then on.

    While it `hangs`, connections are accepted and nothing is ever answered.
    """

    def __init__(self) -> None:
        self.seen = Seen()
        self.people = FakePeople()
        self.released = threading.Event()
        self.notice: str | None = None
        self.wrong_field: str | None = None
        self.refuse_resume = False
        self.restarted = False
        self.refuse_leads = False
        self.refuse_ratings = False
        self.settings_down = False
        self.hangs = False
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def bare(self, **query: str) -> str:
        """The address of a page with the strictest policy, for example `bare(lang="de")`."""
        return f"{self.url}/bare?" + "&".join(f"{name}={value}" for name, value in query.items())

    def go_away(self) -> None:
        self.released.set()
        self.people.go_away()
        if self._thread.is_alive():
            self._server.shutdown()
            self._server.server_close()
            self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that leaves in the middle of an answer is nothing to report."""


def _handler(box: FakeBox) -> type[BaseHTTPRequestHandler]:
    class Handler(_Answering):
        played = box

    return Handler


class _Answering(BaseHTTPRequestHandler):
    played: FakeBox

    def log_message(self, format: str, *args: Any) -> None:
        """Tests read `seen`, not a log."""

    def handle_one_request(self) -> None:
        if self.played.hangs:
            self.close_connection = self.played.released.wait(timeout=20)
        else:
            super().handle_one_request()

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self.played.seen.requests.append(f"GET {path}")
        if path == "/v1/widget":
            self._settings()
        elif path.startswith("/v1/chat/"):
            self._resume(int(path.split("/")[3]))
        elif path.startswith("/v1/conversations/"):
            self._talk()
        elif path == "/bare":
            self._bare({name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()})
        elif path.startswith("/widget/"):
            self._file(WIDGET / path.removeprefix("/widget/"))
        else:
            self._file(DEMO / (path.removeprefix("/") or "index.html"))

    def do_POST(self) -> None:
        self.played.seen.requests.append(f"POST {self.path}")
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/v1/leads":
            self._lead(body)
        elif self.path.endswith("/rating"):
            self._rating(body)
        elif self.path.endswith("/email"):
            self.played.seen.emails.append((self.path, body))
            self._send(202, b"{}", "application/json")
        elif self.path.endswith("/handoff"):
            self._call_person()
        else:
            self._ask(body)

    def do_DELETE(self) -> None:
        self.played.seen.requests.append(f"DELETE {self.path}")
        if self.path.endswith("/handoff"):
            self.played.people.leave()
        else:
            self.played.seen.questions[int(self.path.split("/")[3])].cancelled = True
        self._send(204, b"", "text/plain")

    def do_OPTIONS(self) -> None:
        self._send(204, b"", "text/plain")

    def _settings(self) -> None:
        if self.played.settings_down:
            self._problem(503, "internal")
        else:
            self._send(200, json.dumps(SETTINGS | {"notice": self.played.notice}).encode(), "application/json")

    def _call_person(self) -> None:
        if self.played.people.refuse:
            self._problem(503, "internal")
        else:
            self._send(202, json.dumps(self.played.people.called()).encode(), "application/json")

    def _talk(self) -> None:
        self._head(200, "text/event-stream")
        for piece in self.played.people.stream(int(self.headers["Last-Event-ID"])):
            self.wfile.write(piece)
            self.wfile.flush()

    def _ask(self, body: dict[str, Any]) -> None:
        asked = self.played.seen.questions
        if "crowded" in body["question"]:
            self._problem(429, "busy", retry_after_s=1)
            return
        if "busy" in body["question"] and not any("busy" in each.body["question"] for each in asked):
            asked.append(Asked(body, []))
            self._problem(429, "busy", retry_after_s=1)
            return
        if body["question"].startswith("I would like to talk to a person"):
            self.played.people.called()
        talking = self.played.people.state == "talking"
        if talking:
            self.played.people.hear(body["question"])
        events = list(script_for(TOLD if talking else body["question"], question_id=str(len(asked))))
        asked.append(Asked(body, events))
        self._stream(events, after=0, whole=False)

    def _resume(self, number: int) -> None:
        after = int(self.headers["Last-Event-ID"])
        self.played.seen.resumed_after.append(after)
        if self.played.refuse_resume:
            self._problem(503, "internal")
        elif self.played.restarted:
            self._head(200, "text/event-stream")
            for at, event in enumerate(AGAIN, after + 1):
                self.wfile.write(wire(at, event))
        else:
            # One event too many: a widget that trusts the box blindly would show it twice.
            self._stream(self.played.seen.questions[number].events, after=after - 1, whole=True)

    def _stream(self, events: list[Event], after: int, whole: bool) -> None:
        self._head(200, "text/event-stream")
        for piece in _wire(events, after):
            if piece == CUT.encode() and not whole:
                return
            if piece == HOLD.encode():
                self.wfile.flush()
                self.played.released.wait(timeout=20)
            elif piece != CUT.encode():
                self.wfile.write(piece)
                self.wfile.flush()

    def _lead(self, body: dict[str, Any]) -> None:
        if self.played.refuse_leads:
            self._problem(503, "internal")
            return
        if wrong := self.played.wrong_field:
            self._problem(422, "bad_input", field=wrong)
            return
        if not (body.get("question_id") or body.get("conversation_id")):
            self._problem(422, "bad_input")
            return
        self.played.seen.leads.append(body)
        self._send(201, b"{}", "application/json")

    def _rating(self, body: dict[str, Any]) -> None:
        if self.played.refuse_ratings:
            self._problem(503, "internal")
            return
        self.played.seen.ratings.append((self.path, body))
        self._send(200, b"{}", "application/json")

    def _bare(self, query: dict[str, str]) -> None:
        box = query.get("box", self.played.url)
        page = BARE.format(
            lang=query.get("lang", "en"),
            dir=query.get("dir", "ltr"),
            box=box,
            contacts=CONTACTS,
            more=" ".join(f'data-{name}="{query[name]}"' for name in ("position", "privacy") if name in query),
        )
        self._send(200, page.encode(), "text/html", policy=STRICT.format(box=box))

    def _file(self, path: Path) -> None:
        if path.is_file():
            self._send(200, path.read_bytes(), KINDS[path.suffix])
        else:
            self._problem(404, "not_found")

    def _problem(self, status: int, code: str, **more: float | str) -> None:
        body = {"title": code, "status": status, "code": code, "detail": "Played.", **more}
        self._send(status, json.dumps(body).encode(), "application/problem+json")

    def _send(self, status: int, body: bytes, kind: str, policy: str = "") -> None:
        self._head(status, kind, policy=policy, length=len(body))
        self.wfile.write(body)

    def _head(self, status: int, kind: str, policy: str = "", length: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Connection", "close")
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Methods", "GET, POST, DELETE")
        self.send_header("Access-Control-Allow-Headers", "content-type, last-event-id")
        if policy:
            self.send_header("Content-Security-Policy", policy)
        if length is not None:
            self.send_header("Content-Length", str(length))
        self.end_headers()


def _wire(events: list[Event], after: int) -> Iterator[bytes]:
    """Events as bytes; the marks CUT and HOLD pass through. Every event has the number of its place."""
    number = 0
    for event in events:
        if isinstance(event, str):
            yield event.encode()
            continue
        number += 1
        if number > after:
            yield wire(number, event)
