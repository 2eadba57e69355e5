"""Owns starting a whole box in a folder of its own and waiting, with an end, for what it does."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from appliance.client import Client
from appliance.contract.chat import ChatEvent, Delta
from appliance.contract.jobs import JobState
from appliance.contract.knowledge import DocumentState
from appliance.contract.ports import Ports, url
from appliance.contract.problems import ShopbellError
from appliance.contract.status import ProcessStatus

ROOT = Path(__file__).resolve().parents[2]
T = TypeVar("T")


def until(what: Callable[[], T | None], within_s: float, why: str) -> T:
    """Poll until `what` gives something true. Fails the test with `why` when it does not."""
    end = time.monotonic() + within_s
    while True:
        if found := what():
            return found
        assert time.monotonic() < end, f"not within {within_s:.0f} s: {why}"
        time.sleep(0.05)


class Box:
    """One box: its home, its ports, its first process. Use it in a `with`."""

    def __init__(self, home: Path, *command: str) -> None:
        self.home = home
        self.ports = Ports.from_base(_free_base())
        self._command = command
        self.environment = os.environ | {
            "SHOPBELL_HOME": str(home),
            "SHOPBELL_PORT": str(self.ports.public),
            "QT_QPA_PLATFORM": "offscreen",
        }

    def __enter__(self) -> Box:
        self._log = (self.home.parent / f"{self.home.name}.log").open("wb")
        command = [sys.executable, "-m", *self._command]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stdout=self._log, stderr=self._log, start_new_session=True
        )
        self.client = until(self._connected, 60, "the box answers")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.client.close()
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(40)
        finally:
            self._log.close()

    @property
    def website(self) -> str:
        return url(self.ports.public)

    def ask(self, question: str) -> list[ChatEvent]:
        return list(self.client.ask(question))

    def text(self, question: str) -> str:
        return "".join(event.text for event in self.ask(question) if isinstance(event, Delta))

    def child(self, name: str) -> ProcessStatus:
        return next(one for one in self.client.status().processes if one.name == name)

    def answers(self) -> bool:
        try:
            self.client.facts()
        except ShopbellError:
            return False
        return True

    def wait_until_read(self, within_s: float = 120) -> None:
        """Until every document that was added is read."""
        until(self._all_read, within_s, "all documents are read")

    def shopbell(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the command line as a technician does."""
        command = [sys.executable, "-m", "appliance.cli", *arguments]
        return subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=60)

    def _all_read(self) -> bool:
        documents, jobs = self.client.documents(), self.client.jobs()
        ready = all(document.state is DocumentState.READY for document in documents)
        return bool(documents) and ready and all(job.state is JobState.SUCCEEDED for job in jobs)

    def _connected(self) -> Client | None:
        assert self.process.poll() is None, self._log.name
        token = self.home / "run/token"
        if not token.exists():
            return None
        client = Client(url(self.ports.private), token.read_text(encoding="utf-8").strip())
        try:
            client.facts()
        except ShopbellError:
            client.close()
            return None
        return client


def _free_base() -> int:
    """The first of four neighbouring free ports, below those that the system lends to outgoing connections."""
    for _ in range(200):
        base = random.randrange(20_000, 32_000, 4)
        if all(_is_free(base + step) for step in range(4)):
            return base
    raise AssertionError("no four neighbouring ports are free")


def _is_free(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) != 0
