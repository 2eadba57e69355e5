"""Owns a real HTTP server that speaks OpenAI's dialect and keeps what it was sent: each request is played in a way."""

from __future__ import annotations

import json
import threading
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.local_server import Handler, playing


@dataclass
class Provider:
    """Answers with `text`, or as it is told to; `texts` holds all words of all messages that came.

    One that `thinks` refuses the length and the temperature of other models, in the words of OpenAI's.
    """

    text: str = "Hello."
    status: int = 200
    body: bytes | None = None
    usage: dict[str, int] | None = field(default_factory=lambda: {"prompt_tokens": 100, "completion_tokens": 20})
    hangs: bool = False
    thinks: bool = False
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


def providing() -> AbstractContextManager[Provider]:
    return playing(Provider(), _Handler)


class _Handler(Handler):
    def do_POST(self) -> None:
        provider: Provider = self.played
        body = self.rfile.read(int(self.headers["Content-Length"]))
        provider.raw.append(f"{self.requestline}\r\n".encode() + bytes(self.headers) + b"\r\n" + body)
        provider.asked.append(json.loads(body))
        provider.keys.append(self.headers["Authorization"])
        if provider.hangs:
            provider.over.wait(30)
            return
        status, answer = provider.status, provider.answer()
        if provider.thinks and (refused := [one for one in ("max_tokens", "temperature") if one in provider.asked[-1]]):
            status, answer = 400, _unsupported(refused[0])
        self.head(status, {"Content-Length": str(len(answer))})
        self.wfile.write(answer)


def _unsupported(name: str) -> bytes:
    message = f"Unsupported parameter: '{name}' is not supported with this model."
    error = {"message": message, "type": "invalid_request_error", "param": name, "code": "unsupported_parameter"}
    return json.dumps({"error": error}).encode()
