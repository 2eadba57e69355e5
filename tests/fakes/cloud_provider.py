"""Owns a real HTTP server that speaks OpenAI's dialect and keeps what it was sent: each request is played in a way."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast


@dataclass
class Provider:
    """Answers with `text`, or as it is told to; `texts` holds all words of all messages that came."""

    text: str = "Hello."
    status: int = 200
    body: bytes | None = None
    usage: dict[str, int] | None = field(default_factory=lambda: {"prompt_tokens": 100, "completion_tokens": 20})
    hangs: bool = False
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    port: int = 0
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def texts(self) -> str:
        return "\n".join(message["content"] for body in self.asked for message in body["messages"])

    def answer(self) -> bytes:
        if self.body is not None:
            return self.body
        message = {"role": "assistant", "content": self.text}
        told: dict[str, object] = {"choices": [{"index": 0, "message": message, "finish_reason": "stop"}]}
        return json.dumps(told | ({"usage": self.usage} if self.usage else {})).encode()


@contextmanager
def providing() -> Iterator[Provider]:
    provider = Provider()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.provider = provider  # type: ignore[attr-defined]
    provider.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield provider
    finally:
        provider.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Nobody reads an access log of a fake."""

    def do_POST(self) -> None:
        provider = cast("Provider", self.server.provider)  # type: ignore[attr-defined]
        body = self.rfile.read(int(self.headers["Content-Length"]))
        provider.raw.append(f"{self.requestline}\r\n".encode() + bytes(self.headers) + b"\r\n" + body)
        provider.asked.append(json.loads(body))
        provider.keys.append(self.headers["Authorization"])
        self.close_connection = True
        if provider.hangs:
            provider.over.wait(30)
            return
        answer = provider.answer()
        self.send_response(provider.status)
        self.send_header("Content-Length", str(len(answer)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(answer)
