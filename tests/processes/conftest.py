"""Owns what the process tests share: a real supervisor in a fresh home, looked at through its files."""

from __future__ import annotations

import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import httpx2
import pytest

from appliance.contract.ports import url
from appliance.contract.status import ProcessState, ProcessStatus, SupervisorStatus
from appliance.core.paths import Paths
from appliance.supervisor.children import Child, OverHttp

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 20.0
FAKE = (sys.executable, "-m", "tests.fakes.model_program")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def fake_child(name: str, *arguments: str, **changes: Any) -> Child:
    """A fake model as a child, with the supervisor's patience cut down to what a test can wait for."""
    port = free_port()
    values: dict[str, Any] = {
        "arguments": ("--port", str(port), *arguments),
        "sign_of_life": OverHttp(port),
        "probe_every_s": 0.2,
        "grace_s": 2.0,
        "program": FAKE,
    }
    return Child(name=name, **(values | changes))


def shell_child(name: str, script: str, **changes: Any) -> Child:
    """A child that runs a line of shell."""
    return fake_child(name, **({"program": ("/bin/sh", "-c", script), "arguments": ()} | changes))


class Supervised:
    """One supervisor and its home."""

    def __init__(self, home: Path, children: Sequence[Child]) -> None:
        self.paths = Paths(home)
        self.children = {child.name: child for child in children}
        table = home.with_suffix(".table")
        table.write_bytes(pickle.dumps(tuple(children)))
        self._command = [sys.executable, "-m", "tests.fakes.supervisor_program", str(home), str(table)]
        self.process = self.start()

    def start(self) -> subprocess.Popen[str]:
        """Start a supervisor on this home; a second one when the first still runs."""
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(
            self._command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        return self.process

    def status(self) -> SupervisorStatus | None:
        """run/status.json as every reader sees it; None before it is there."""
        if not self.paths.status.exists():
            return None
        return SupervisorStatus.model_validate_json(self.paths.status.read_bytes())

    def row(self, name: str) -> ProcessStatus:
        status = self.status()
        assert status is not None
        return next(row for row in status.processes if row.name == name)

    def wait_for(self, name: str, what: Callable[[ProcessStatus], bool]) -> ProcessStatus:
        """Until the child's row in status.json is as wanted; the row."""
        wait_until(lambda: self.status() is not None and what(self.row(name)), lambda: str(self.status()))
        return self.row(name)

    def ready(self, name: str) -> ProcessStatus:
        return self.wait_for(name, lambda row: row.state is ProcessState.READY)

    def pid(self, name: str) -> int:
        pid = self.ready(name).pid
        assert pid is not None
        return pid

    def ask(self, name: str, question: str, timeout_s: float = 5.0) -> httpx2.Response:
        """Put a question to a child that is a fake model."""
        body = {"messages": [{"role": "user", "content": question}]}
        return httpx2.post(f"{self.url(name)}/v1/chat/completions", json=body, headers=self.token, timeout=timeout_s)

    def url(self, name: str) -> str:
        sign = self.children[name].sign_of_life
        assert isinstance(sign, OverHttp)
        return url(sign.port)

    @property
    def token(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.paths.token.read_text(encoding='utf-8')}"}

    def request(self, name: str) -> Path:
        file = self.paths.requests / name
        file.touch()
        return file

    def log(self, name: str = "supervisor") -> str:
        return (self.paths.logs / f"{name}.log").read_text(encoding="utf-8")

    def stop(self, number: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """Send a signal and wait for the end: exit code and what was said on standard error."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        _, said = self.process.communicate(timeout=PATIENCE_S)
        return self.process.returncode, said


def wait_until(true: Callable[[], bool], show: Callable[[], str] = str) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < deadline, f"waited {PATIENCE_S:g} s in vain. {show()}"
        time.sleep(0.03)


def gone(pid: int) -> bool:
    """No such process, or only its entry that nobody has read yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


@pytest.fixture
def supervise(tmp_path: Path) -> Iterator[Callable[..., Supervised]]:
    """Call it with children: a supervisor that keeps them until the test is over."""
    started: list[Supervised] = []

    def start(*children: Child) -> Supervised:
        started.append(Supervised(tmp_path / f"home{len(started)}", children))
        return started[-1]

    yield start
    for supervised in started:
        if supervised.process.poll() is None:
            supervised.process.kill()
        supervised.process.communicate(timeout=PATIENCE_S)
