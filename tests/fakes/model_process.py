"""Owns starting the fake model from a test, in a process of its own."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

from appliance.contract.ports import HOST, url

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "token-of-the-fake"
START_S = 15.0


class FakeModel:
    """`with FakeModel("chat") as model:` it listens on `model.url` and is ready; at the end it is gone.

    `arguments` go to tests/fakes/model_program.py as they are. With `wait=False` it listens, but may
    still be loading.
    """

    def __init__(
        self, role: Literal["chat", "embed"] = "chat", *arguments: str, token: str = TOKEN, wait: bool = True
    ) -> None:
        self.token = token
        self.port = 0
        self._command = ["--role", role, "--token", token, *arguments]
        self._wait = wait
        self._process: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        return url(self.port)

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start it: on a free port the first time, on the same one after that."""
        command = [sys.executable, "-m", "tests.fakes.model_program", "--port", str(self.port), *self._command]
        self._process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        with self._process.stdout as out:
            said = out.readline()
        if not said:
            raise RuntimeError(f"the fake model ended at once with exit code {self._process.wait(5)}")
        self.port = int(said)
        if self._wait:
            self._wait_until_ready()

    def kill(self) -> None:
        """As the kernel would for want of memory: no goodbye."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(5)

    def hang(self) -> None:
        """From now on connections are accepted and nothing is answered; only `kill` still helps."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def wait_until_gone(self) -> None:
        """After `__abort__`: until the process has ended. A reader notices a moment earlier than its parent."""
        assert self._process is not None
        self._process.wait(5)

    def seen(self) -> dict[str, Any]:
        """What it was asked: `chats` (bodies, oldest first), `dropped` (answers whose reader left), `safe_mode`."""
        status, body = self._get("/fake/seen")
        assert status == 200
        seen: dict[str, Any] = json.loads(body)
        return seen

    def __enter__(self) -> FakeModel:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_S
        while time.monotonic() < deadline and self.running:
            with suppress(OSError):
                if self._get("/readyz")[0] == 200:
                    return
            time.sleep(0.02)
        self.kill()
        raise RuntimeError(f"the fake model was not ready within {START_S:g} s")

    def _get(self, path: str) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=5)
        try:
            connection.request("GET", path, headers={"Authorization": f"Bearer {self.token}"})
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()
