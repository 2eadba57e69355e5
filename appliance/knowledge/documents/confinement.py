"""Owns what a process may not do while it reads a foreign file: live long, grow large, write, outlive its parent."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys

# prctl(2): the kernel sends the given signal when the thread that started this process ends.
PR_SET_PDEATHSIG = 1
MEMORY_BYTES = 800_000_000
OPEN_FILES = 64
# Libraries try out a folder for passing files with a few bytes.
WRITTEN_BYTES = 100_000
NICENESS = 10


def confine(cpu_s: int) -> None:
    """For the rest of this process's life. Questions go before it; a crash of it leaves no picture of its memory."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    os.nice(NICENESS)
    # One second more before the kernel kills: so its first signal, which tells the reason, comes through.
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s + 1))
    for what, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, WRITTEN_BYTES),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
    ):
        resource.setrlimit(what, (most, most))
