"""Owns one connection to the fake model: the routes, and doing what the question says."""

from __future__ import annotations

import json
import os
import select
import socket
from collections.abc import Iterable
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any, cast

from tests.fakes import model_dialect as dialect
from tests.fakes.model_words import Deed, answer, deed, words_before

if TYPE_CHECKING:
    from tests.fakes.model_program import FakeServer

SLOW_WORD_S = 0.3
HANG_S = 600.0
KEEP_SEEN = 100


class Handler(BaseHTTPRequestHandler):
    """Plays the model server; `server` is the engine it belongs to."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    @property
    def engine(self) -> FakeServer:
        return cast("FakeServer", self.server)

    def log_message(self, format: str, *args: object) -> None:
        """Nobody reads an access log of a fake."""

    def do_GET(self) -> None:
        engine = self.engine
        if self.path == "/livez" and engine.garbage_livez:
            self._send(200, b"\x00 {this is no JSON")
        elif self.path == "/livez":
            self._json(200, {"alive": True, "busy": engine.hung or engine.running > 0, "progress": engine.progress})
        elif self.path == "/readyz":
            self._json(200 if engine.loaded else 503, {"ready": engine.loaded})
        elif self._allowed() and self.path == "/v1/models":
            self._json(200, dialect.models(engine.loaded))
        elif self._allowed() and self.path == "/fake/seen":
            self._json(200, {"chats": engine.chats, "dropped": engine.dropped, "safe_mode": engine.safe_mode})
        else:
            self._refuse()

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))
        routes = {
            ("chat", "/v1/chat/completions"): self._chat,
            ("chat", "/fake/say"): self._say,
            ("embed", "/v1/embeddings"): self._embeddings,
        }
        route = routes.get((self.engine.role, self.path))
        if route is None or not self._allowed():
            self._refuse()
        elif not self.engine.loaded:
            self._json(503, dialect.error("The model is being loaded.", "server_error", "model_unavailable"))
        else:
            route(asked)

    def _say(self, asked: dict[str, Any]) -> None:
        self.engine.says = asked["text"]
        self._json(200, {})

    def _embeddings(self, asked: dict[str, Any]) -> None:
        texts = [asked["input"]] if isinstance(asked["input"], str) else asked["input"]
        self.engine.work()
        self._json(200, dialect.embeddings(texts, asked.get("encoding_format", "float")))

    def _chat(self, asked: dict[str, Any]) -> None:
        engine, messages = self.engine, asked["messages"]
        with engine.lock:
            engine.chats = [*engine.chats, asked][-KEEP_SEEN:]
            engine.running += 1
        what = deed(messages)
        longest = asked.get("max_tokens") or asked.get("max_completion_tokens")
        words = [f"{word} " for word in (engine.says or answer(messages)).split()]
        said, reason = words[:longest], "length" if longest and longest < len(words) else "stop"
        said = [*said[:-1], said[-1].rstrip()] if said else []
        try:
            if what == "busy":
                busy = dialect.error("The line is full.", "rate_limit_error", "busy")
                self._json(429, busy, {"Retry-After": "5"})
            elif asked.get("stream"):
                self._stream(said, reason, what, bool((asked.get("stream_options") or {}).get("include_usage")))
            else:
                text = "".join(self._work_through(said, what))
                self._json(200, dialect.completion(text, reason, len(said)))
        except ConnectionError:
            with engine.lock:
                engine.dropped += 1
            self.close_connection = True
        finally:
            with engine.lock:
                engine.running -= 1

    def _stream(self, words: list[str], reason: str, what: Deed | None, usage: bool) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self._piece(dialect.event(dialect.first_chunk(usage)))
        for word in self._work_through(words, what):
            self._piece(dialect.event(dialect.chunk({"content": word})))
        if what == "garbage":
            self._piece(b'data: {"choices": [\xff\xfe this is no JSON\n\n')
        elif what != "cut":  # a cut answer ends as HTTP wants it, but without its last events
            self._piece(dialect.event(dialect.chunk({}, reason)))
            if usage:
                self._piece(dialect.event(dialect.usage_chunk(len(words))))
            self._piece(b"data: [DONE]\n\n")
        self._piece(b"")

    def _work_through(self, words: list[str], what: Deed | None) -> Iterable[str]:
        """Yield the words to say. Raises ConnectionError when the client has left."""
        pause_s = SLOW_WORD_S if what == "slow" else 0.0
        for word in words[: words_before(what, words)]:
            self._pause(pause_s)
            self.engine.work()
            yield word
        if what == "abort":
            os.abort()
        if what in ("hang", "stall"):
            self.engine.hung = what == "hang"
            self._pause(HANG_S)

    def _pause(self, seconds: float) -> None:
        readable, _, _ = select.select([self.connection], [], [], seconds)
        if readable and not self.connection.recv(1, socket.MSG_PEEK):
            raise ConnectionAbortedError("the client has left")

    def _piece(self, data: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))

    def _allowed(self) -> bool:
        return self.headers.get("Authorization") == f"Bearer {self.engine.token}"

    def _refuse(self) -> None:
        if self._allowed():
            self._json(404, dialect.error("Not Found", "invalid_request_error", "not_found"))
        else:
            wanted = "This address needs the token of this box."
            self._json(401, dialect.error(wanted, "authentication_error", "not_allowed"))

    def _json(self, status: int, value: object, headers: dict[str, str] | None = None) -> None:
        self._send(status, json.dumps(value).encode(), headers)

    def _send(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
