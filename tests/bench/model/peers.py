"""Owns the model servers that are compared: how each is started, and how much memory it takes."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import socket
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import IO

import httpx2

ROOT = Path(__file__).resolve().parents[3]
LOCK = ROOT / "packaging/requirements/app.lock"
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "shopbell/llama-server"
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


def built_llama_server() -> Path:
    """The program, compiled once and kept. Takes about ten minutes on two cores the first time."""
    version = metadata.version("llama-cpp-python")
    program = CACHE / version / "llama-server"
    if program.exists():
        return program
    print(f"Compiling llama-server from the sources of llama-cpp-python {version}; once, about ten minutes.")
    with tempfile.TemporaryDirectory() as folder:
        sources = _sources(version, Path(folder)) / "vendor/llama.cpp"
        build = Path(folder) / "build"
        switches = ("CURL=OFF", "BUILD_TESTS=OFF", "BUILD_EXAMPLES=OFF", "BUILD_UI=OFF")
        flags = ["-DCMAKE_BUILD_TYPE=Release", "-DBUILD_SHARED_LIBS=OFF", *(f"-DLLAMA_{one}" for one in switches)]
        _run(["cmake", "-S", str(sources), "-B", str(build), *flags])
        _run(["cmake", "--build", str(build), "--target", "llama-server", "-j", str(os.cpu_count() or 1)])
        program.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(build / "bin/llama-server", program.with_suffix(".new"))
        program.with_suffix(".new").rename(program)
    return program


def _sources(version: str, folder: Path) -> Path:
    """The unpacked sources, whose hash is the one that our lock names. Raises RuntimeError when it is another."""
    pip = [sys.executable, "-m", "pip"] if _has_pip() else ["pip3"]
    wanted = f"llama-cpp-python=={version}"
    _run([*pip, "download", "-q", "--no-deps", "--no-binary", ":all:", wanted, "-d", str(folder)])
    archive = next(folder.glob("*.tar.gz"))
    entry = LOCK.read_text(encoding="utf-8").partition(f"{wanted} ")[2].split("\n\n")[0]
    if hashlib.sha256(archive.read_bytes()).hexdigest() not in entry:
        raise RuntimeError(f"{archive.name} is not the one that {LOCK.name} names")
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    return next(path for path in folder.iterdir() if path.is_dir())


def _has_pip() -> bool:
    try:
        return bool(metadata.version("pip"))
    except metadata.PackageNotFoundError:
        return False


def _run(command: Sequence[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr.strip()[-500:]}")


def _announces_amx() -> bool:
    return "amx_int8" in Path("/proc/cpuinfo").read_text(encoding="utf-8")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@contextmanager
def _running(name: str, port: int, command: Sequence[str], ready: str) -> Iterator[Peer]:
    url = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
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
