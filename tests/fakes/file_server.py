"""Owns a real HTTP server that offers one file, well or badly: each request is played by the next way of `plays`."""

from __future__ import annotations

import random
import socket
import struct
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from tests.fakes.local_server import Handler, playing

# A head as every model file has it: version 3, one tensor, no entries. What follows does not matter here.
GGUF_HEAD = struct.pack("<4sIQQ", b"GGUF", 3, 1, 0)
PIECE = 8_192


def gguf(size: int, seed: int = 0) -> bytes:
    """A file that begins as a model file does."""
    return (GGUF_HEAD + random.Random(seed).randbytes(size))[:size]


@dataclass
class Play:
    """How one request is answered; what is not said is done well."""

    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    ranges: bool = True
    cut_after: int | None = None
    silent_after: int | None = None
    says_length: int | None = None
    says_range: str | None = None
    chunked: bool = False
    endless: bool = False


@dataclass
class FileServer:
    """`content` under its `etag`. The last play is repeated; `asked` keeps the headers of each request."""

    content: bytes
    etag: str | None = '"v1"'
    modified: str | None = None
    plays: list[Play] = field(default_factory=lambda: [Play()])
    asked: list[dict[str, str]] = field(default_factory=list)
    sent: int = 0
    before: Callable[[FileServer], None] | None = None
    port: int = 0
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/model.gguf"

    def next_play(self) -> Play:
        if self.before:
            self.before(self)
        return self.plays.pop(0) if len(self.plays) > 1 else self.plays[0]


def serving(content: bytes) -> AbstractContextManager[FileServer]:
    return playing(FileServer(content), _Handler)


class _Handler(Handler):
    def do_GET(self) -> None:
        offered: FileServer = self.played
        offered.asked.append({name.lower(): value for name, value in self.headers.items()})
        play = offered.next_play()
        try:
            if play.status is not None:
                self.head(play.status, {"Content-Length": "0", **play.headers})
            else:
                self._file(offered, play)
        except ConnectionError:
            return  # the client has left

    def _file(self, offered: FileServer, play: Play) -> None:
        content, start, status = offered.content, self._start(offered, play), 200
        headers = {
            name: value for name, value in (("ETag", offered.etag), ("Last-Modified", offered.modified)) if value
        }
        if start is not None:
            status = 206 if start < len(content) else 416
            span = f"{start}-{len(content) - 1}" if status == 206 else "*"
            headers["Content-Range"] = play.says_range or f"bytes {span}/{len(content)}"
        body = content[start or 0 :] if status != 416 else b""
        if play.chunked or play.endless:
            headers["Transfer-Encoding"] = "chunked"
        else:
            headers["Content-Length"] = str(len(body) if play.says_length is None else play.says_length)
        self.head(status, headers | play.headers)
        self._body(offered, play, body)

    def _start(self, offered: FileServer, play: Play) -> int | None:
        """Where to begin as the client asks, or None for the whole file, by the rules of RFC 9110."""
        asked = self.headers.get("Range")
        same = self.headers.get("If-Range") in (None, offered.etag, offered.modified)
        return int(asked.removeprefix("bytes=").rstrip("-")) if asked and same and play.ranges else None

    def _body(self, offered: FileServer, play: Play, body: bytes) -> None:
        chunked, sent = play.chunked or play.endless, 0
        stops = [stop for stop in (play.cut_after, play.silent_after, len(body)) if stop is not None]
        while sent < min(stops) or play.endless:
            piece = body[sent : min(sent + PIECE, min(stops))] if not play.endless else b"x" * PIECE
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece) if chunked else piece)
            sent += len(piece)
            offered.sent += len(piece)
        if play.cut_after is not None and play.cut_after < len(body):
            # A reset, as a router that drops the line sends it.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 0, 0))
            return
        if play.silent_after is not None:
            offered.over.wait(30)
            return
        if chunked:
            self.wfile.write(b"0\r\n\r\n")
