"""One look at a child, over a real socket or at a real file; nothing a child does makes it raise."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from appliance.supervisor.probe import HttpProbe, Look, TouchProbe

NOT_ALIVE = Look(alive=False)
LIVE = b'{"alive": true, "busy": true, "progress": 41}'


def http(body: bytes, status: str = "200 OK") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


@asynccontextmanager
async def served(livez: bytes, readyz: bytes = b"") -> AsyncIterator[tuple[HttpProbe, list[bytes]]]:
    """A server that answers with exactly these bytes, and the heads of the requests it got."""
    heads: list[bytes] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heads.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(livez if b"/livez" in heads[-1] else readyz)
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield HttpProbe(server.sockets[0].getsockname()[1], token="secret"), heads


async def test_alive_and_ready() -> None:
    async with served(http(LIVE), http(b"{}")) as (probe, heads):
        assert await probe() == Look(alive=True, ready=True, busy=True, progress=41)
    assert all(b"Authorization: Bearer secret\r\n" in head for head in heads)


async def test_alive_but_still_loading() -> None:
    async with served(http(LIVE), http(b"{}", "503 Service Unavailable")) as (probe, _):
        assert await probe() == Look(alive=True, ready=False, busy=True, progress=41)


async def test_one_that_says_no_more_than_that_it_lives_is_idle() -> None:
    async with served(http(b'{"alive": true}'), http(b"")) as (probe, _):
        assert await probe() == Look(alive=True, ready=True, busy=False, progress=0)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\x00\xff\xfe\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n" + LIVE,
        b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + LIVE,
        b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n" + LIVE,
        b"HTTP/1.1 200 OK\r\n" + b"x" * 200_000,
        http(LIVE, "500 Internal Server Error"),
        http(b""),
        http(b"\xff\xfe"),
        http(b"{not json"),
        http(b"[" * 60_000),
        http(b"[]"),
        http(b"true"),
        http(b'{"alive": false}'),
        http(b'{"alive": "true"}'),
        http(b'{"alive": true, "progress": "much"}'),
    ],
)
async def test_garbage_is_no_sign_of_life(answer: bytes) -> None:
    async with served(answer, http(b"{}")) as (probe, _):
        assert await probe() == NOT_ALIVE


async def test_nobody_there() -> None:
    async with served(b"") as (probe, _):
        pass
    assert await probe() == NOT_ALIVE


class Heart:
    """A file that is touched by hand, and a clock turned by hand."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "heart"
        self.at = 0.0
        self._touched = 1_000

    def touch(self, backwards: bool = False) -> None:
        self._touched += -10 if backwards else 1
        self.file.touch()
        os.utime(self.file, (self._touched, self._touched))

    def probe(self) -> TouchProbe:
        return TouchProbe(self.file, within_s=10, clock=lambda: self.at)


async def test_touched_and_touched_again(tmp_path: Path) -> None:
    heart = Heart(tmp_path)
    probe = heart.probe()
    assert await probe() == NOT_ALIVE
    heart.touch()
    assert await probe() == Look(alive=True, ready=True)
    heart.at = 9
    assert (await probe()).alive
    heart.at = 10
    assert await probe() == NOT_ALIVE
    heart.touch()
    assert (await probe()).alive


async def test_what_an_earlier_life_touched_does_not_count(tmp_path: Path) -> None:
    heart = Heart(tmp_path)
    heart.touch()
    assert await heart.probe()() == NOT_ALIVE


async def test_a_clock_set_back_makes_nobody_ill(tmp_path: Path) -> None:
    heart = Heart(tmp_path)
    heart.touch()
    probe = heart.probe()
    heart.touch(backwards=True)
    assert (await probe()).alive
