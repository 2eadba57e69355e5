"""Owns a model server without a socket: chunks of the dialect, sent as the test says."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable

import httpx2

from appliance.inference import ChatModel, Message

ASK = [Message("user", "How much is it?")]
Answer = Callable[[httpx2.Request], httpx2.Response]
DONE = b"data: [DONE]\n\n"


def words(*texts: str) -> bytes:
    """One chunk for each text, without the end."""
    chunks = [{"choices": [{"index": 0, "delta": {"content": text}}]} for text in texts]
    return b"".join(b"data: " + json.dumps(chunk).encode() + b"\n\n" for chunk in chunks)


class Stream(httpx2.AsyncByteStream):
    """A body that comes piece by piece and notes when nobody wants more of it."""

    def __init__(self, pieces: AsyncIterator[bytes]) -> None:
        self._pieces = pieces
        self.closed = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._pieces:
            yield piece

    async def aclose(self) -> None:
        self.closed = True


class Server:
    """Answers with what `answer` makes of a request; keeps the requests."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.requests: list[httpx2.Request] = []

    def handle(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        return self.answer(request)

    @property
    def transport(self) -> httpx2.MockTransport:
        return httpx2.MockTransport(self.handle)


class Clock:
    """Time that moves when it is told to."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def says(body: bytes | Stream, status: int = 200, **headers: str) -> Answer:
    """Always this answer."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    def answer(request: httpx2.Request) -> httpx2.Response:
        if isinstance(body, Stream):
            return httpx2.Response(status, stream=body, headers=named)
        return httpx2.Response(status, content=body, headers=named)

    return answer


def refuses(request: httpx2.Request) -> httpx2.Response:
    raise httpx2.ConnectError("nobody listens", request=request)


def error(code: str, message: str = "no") -> bytes:
    return json.dumps({"error": {"message": message, "type": "t", "param": None, "code": code}}).encode()


async def said(model: ChatModel, first_words_s: float = 5.0) -> list[str]:
    pieces = model.stream(ASK, max_tokens=20, first_words_s=first_words_s)
    return [piece async for piece in pieces if isinstance(piece, str)]
