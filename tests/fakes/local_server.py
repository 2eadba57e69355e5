"""Owns starting and ending a real HTTP server on this machine that plays what a test says."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Protocol, TypeVar


class Played(Protocol):
    """What a server plays: it learns its port, and is told when the test is over."""

    port: int
    over: threading.Event


P = TypeVar("P", bound=Played)


class Handler(BaseHTTPRequestHandler):
    """One request to a connection; `played` is what the server plays."""

    protocol_version = "HTTP/1.1"

    @property
    def played(self) -> Any:
        return self.server.played  # type: ignore[attr-defined]

    def log_message(self, format: str, *args: object) -> None:
        """Nobody reads an access log of a fake."""

    def handle(self) -> None:
        self.handle_one_request()

    def head(self, status: int, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()


@contextmanager
def playing(played: P, handler: type[Handler]) -> Iterator[P]:
    """Serve until the block ends; whatever still hangs then is let go by `over`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.played = played  # type: ignore[attr-defined]
    played.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield played
    finally:
        played.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
