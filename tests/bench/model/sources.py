"""Owns what is made of the sources of our own llama-cpp-python: llama.cpp's server, and the example server."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

LOCKS = Path(__file__).resolve().parents[3] / "packaging/requirements"
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "shopbell/llama-server"


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
    entry = (LOCKS / "app.lock").read_text(encoding="utf-8").partition(f"{wanted} ")[2].split("\n\n")[0]
    if hashlib.sha256(archive.read_bytes()).hexdigest() not in entry:
        raise RuntimeError(f"{archive.name} is not the one that app.lock names")
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


def example_server() -> Path:
    """The example server's one file."""
    version = metadata.version("llama-cpp-python")
    script = CACHE / version / "example_server.py"
    if not script.exists():
        script.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy2(_sources(version, Path(folder)) / "examples/server/server.py", script.with_suffix(".new"))
        script.with_suffix(".new").rename(script)
    return script


def python_peers_packages() -> Path:
    """A folder with what the servers in Python need beside our own environment, as peers.lock names it."""
    lock = LOCKS / "peers.lock"
    folder = CACHE / hashlib.sha256(lock.read_bytes()).hexdigest()[:16]
    if not folder.exists():
        made = folder.with_suffix(".new")
        shutil.rmtree(made, ignore_errors=True)
        options = ["--target", str(made), "--no-deps", "--require-hashes", "--python", sys.executable]
        _run(["uv", "pip", "install", "-q", *options, "-r", str(lock)])
        made.rename(folder)
    return folder
