"""Owns the model servers that are compared: how each is started, and how much memory it takes."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import httpx2

from tests.bench.model.sources import built_llama_server, example_server, python_peers_packages

ROOT = Path(__file__).resolve().parents[3]
TOKEN = "token-of-the-bench"
CELLS, AT_ONCE = 8192, 8
START_S = 60.0
OURS = """
import sys
from pathlib import Path
from appliance.contract.settings import ModelSettings
from appliance.model_server.process import run
settings = ModelSettings(context=int(sys.argv[3]), sequences=int(sys.argv[4]))
sys.exit(run("chat", int(sys.argv[1]), sys.argv[5], Path(sys.argv[2]), settings, safe_mode=False))
"""

# The program or module named first, with its arguments; see llama_server about AMX.
IN_PYTHON = """
import runpy, sys
import llama_cpp.llama_cpp as lib
plain = lib.llama_model_default_params
def params():
    made = plain()
    made.use_extra_bufts = b"AMX_INT8 = 1" not in lib.llama_print_system_info()
    return made
lib.llama_model_default_params = params
sys.argv = sys.argv[1:]
run = runpy.run_path if sys.argv[0].endswith(".py") else runpy.run_module
run(sys.argv[0], run_name="__main__")
"""


@dataclass(frozen=True, slots=True)
class Peer:
    """A running model server in the OpenAI dialect."""

    name: str
    url: str
    process: subprocess.Popen[bytes]

    def peak_bytes(self) -> int:
        """The most memory it ever held, the mapped model file included."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        found = re.search(r"^VmHWM:\s+(\d+) kB", status, re.MULTILINE)
        assert found, "the kernel tells the peak of every running process"
        return int(found[1]) * 1024


@contextmanager
def shopbell(model: Path) -> Iterator[Peer]:
    port = _free_port()
    command = [sys.executable, "-c", OURS, str(port), str(model), str(CELLS), str(AT_ONCE), TOKEN]
    with _running("Shopbell", port, command, "/readyz") as peer:
        yield peer


@contextmanager
def llama_server(model: Path) -> Iterator[Peer]:
    """llama.cpp's own server, from the sources that our llama-cpp-python is made of."""
    port, threads = _free_port(), len(os.sched_getaffinity(0))
    command = [
        str(built_llama_server()), "-m", str(model), "--port", str(port), "-c", str(CELLS), "-np", str(AT_ONCE),
        "-t", str(threads), "--api-key", TOKEN, "--jinja", "--no-webui",
    ]  # fmt: skip
    if _announces_amx():  # as in llama.py: virtual machines have been seen that announce AMX and then fault
        command.append("--no-repack")
    with _running("llama-server", port, command, "/health") as peer:
        yield peer


@contextmanager
def example(model: Path) -> Iterator[Peer]:
    """The server that llama-cpp-python brings as an example."""
    port, threads = _free_port(), len(os.sched_getaffinity(0))
    settings = {
        "server": {"host": "127.0.0.1", "port": port},
        "model": {
            "path": str(model), "alias": "m", "n_ctx": CELLS, "n_seq_max": AT_ONCE, "n_batch": 512, "n_ubatch": 512,
            "threads": threads, "threads_batch": threads, "kv_unified": True, "store_logits": False,
        },
    }  # fmt: skip
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(settings, file)
        file.flush()
        command = [sys.executable, "-c", IN_PYTHON, str(example_server()), "-C", file.name]
        with _running("example server", port, command, "/healthz", python_peers_packages()) as peer:
            yield peer


@contextmanager
def llama_cpp_server(model: Path) -> Iterator[Peer]:
    """The server inside the llama-cpp-python package; it writes one answer at a time."""
    port, threads = _free_port(), len(os.sched_getaffinity(0))
    command = [
        sys.executable, "-c", IN_PYTHON, "llama_cpp.server", "--model", str(model), "--port", str(port),
        "--n_ctx", str(CELLS), "--n_threads", str(threads), "--api_key", TOKEN, "--interrupt_requests", "false",
    ]  # fmt: skip
    with _running("llama_cpp.server", port, command, "/docs", python_peers_packages()) as peer:
        yield peer


def _announces_amx() -> bool:
    return "amx_int8" in Path("/proc/cpuinfo").read_text(encoding="utf-8")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@contextmanager
def _running(name: str, port: int, command: Sequence[str], ready: str, packages: Path = ROOT) -> Iterator[Peer]:
    url = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "PYTHONPATH": str(packages)}
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=said, stderr=said)
        try:
            _wait_until_ready(process, f"{url}{ready}", name, said)
            yield Peer(name, url, process)
        finally:
            process.terminate()
            process.wait(20)


def _wait_until_ready(process: subprocess.Popen[bytes], url: str, name: str, said: IO[bytes]) -> None:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx2.get(url, trust_env=False).status_code == 200:
                return
        except httpx2.TransportError:
            pass
        time.sleep(0.1)
    said.seek(0)
    raise RuntimeError(f"{name} did not start: {said.read().decode(errors='replace')[-500:]}")
