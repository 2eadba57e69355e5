"""Owns a model server that is played: a real process on a real socket that does what the question says.

    python -m tests.fakes.model_program --role chat --port 8602 --token T

Words in the last user message: `__abort__ __hang__ __stall__ __slow__ __garbage__ __cut__ __busy__ __say:some text__`.
With `--port 0` it takes a free port. Its first line of output is that port. GET /fake/seen tells a test
what it was asked; POST /fake/say lets it say a text to every question, until it is told an empty one.
"""

from __future__ import annotations

import argparse
import os
import resource
import signal
import socketserver
import sys
import threading
import time
import traceback
from pathlib import Path
from types import FrameType

from tests.fakes.model_handler import Handler

CODE_OF_A_CRASH = 1


class FakeServer(socketserver.ThreadingTCPServer):
    """The played engine: what it knows of itself, and one thread for each connection."""

    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 256

    def __init__(self, given: argparse.Namespace) -> None:
        super().__init__(("127.0.0.1", given.port), Handler)
        self.role: str = given.role
        self.token: str = given.token or _token_of_this_boot()
        self.garbage_livez: bool = given.garbage_livez
        self.safe_mode: bool = given.safe_mode
        self._loaded_at: float = time.monotonic() + given.load_seconds
        self.lock = threading.Lock()
        self.running = 0
        self.progress = 0
        self.hung = False
        self.dropped = 0
        self.chats: list[object] = []
        self.says = ""

    @property
    def loaded(self) -> bool:
        return time.monotonic() >= self._loaded_at

    def work(self) -> None:
        """One word more. A stuck engine makes no progress, whatever else it still says."""
        with self.lock:
            self.progress += not self.hung

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that left is no event here; anything else is a mistake in the fake and must be seen."""
        if not isinstance(sys.exception(), ConnectionError):
            traceback.print_exc()


def main() -> None:
    given = _arguments()
    if given.die_at_start is not None and not given.safe_mode:
        print("I was told to die at the start.", file=sys.stderr, flush=True)
        raise SystemExit(given.die_at_start)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGINT, _leave)
    with FakeServer(given) as server:
        print(server.server_address[1], flush=True)
        server.serve_forever(poll_interval=0.05)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="model_program", description="A model server that is played.")
    parser.add_argument("--role", choices=("chat", "embed"), default="chat")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--token", help="left out: the token in run/token of SHOPBELL_HOME")
    parser.add_argument("--load-seconds", type=float, default=0.0)
    parser.add_argument("--die-at-start", type=int, nargs="?", const=CODE_OF_A_CRASH, metavar="CODE")
    parser.add_argument("--garbage-livez", action="store_true")
    parser.add_argument("--safe-mode", action="store_true", help="then --die-at-start does nothing")
    return parser.parse_args()


def _token_of_this_boot() -> str:
    return (Path(os.environ["SHOPBELL_HOME"]) / "run" / "token").read_text(encoding="utf-8")


def _leave(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)


if __name__ == "__main__":
    main()
