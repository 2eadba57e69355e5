"""Owns starting and ending a child as a process of this machine."""

from __future__ import annotations

import asyncio
import ctypes
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress

from appliance.supervisor.rotation import LogPipe, RotatingLog

# prctl(2): the kernel sends the given signal when the thread that started this process ends.
PR_SET_PDEATHSIG = 1
# A killed process is gone at once, unless the kernel itself holds it (a broken disk).
KILLED_WITHIN_S = 5.0

_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


class Running:
    """A child that was started. `ended` finishes at the moment it ends, with its exit code."""

    def __init__(self, process: asyncio.subprocess.Process, pipe: LogPipe) -> None:
        self.pid = process.pid
        self.ended: asyncio.Task[int] = asyncio.create_task(process.wait())
        self._pipe = pipe

    async def end(self, grace_s: float) -> int:
        """Ask, wait, kill; then sweep up whatever it had started itself. Returns the exit code."""
        if not await self._signalled(signal.SIGTERM, grace_s):
            self._sweep()
            await self._signalled(signal.SIGKILL, KILLED_WITHIN_S)
        self._sweep()
        self._pipe.close()
        return self.ended.result() if self.ended.done() else -signal.SIGKILL

    async def _signalled(self, number: signal.Signals, wait_s: float) -> bool:
        if not self.ended.done():
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)
            await asyncio.wait((self.ended,), timeout=wait_s)
        return self.ended.done()

    def _sweep(self) -> None:
        """Kill its group. It is a session of its own, so this reaches nobody else."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)


async def start(command: Sequence[str], environment: Mapping[str, str], log: RotatingLog) -> Running:
    """Call from the main thread only: a child dies with the *thread* that started it. Raises OSError."""
    pipe = LogPipe(log)
    parent = os.getpid()
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=pipe.writing,
            stderr=asyncio.subprocess.STDOUT,
            env=dict(environment),
            start_new_session=True,
            preexec_fn=lambda: _die_with(parent),
        )
    except OSError:
        pipe.handed_over()
        pipe.close()
        raise
    pipe.handed_over()
    return Running(process, pipe)


def _die_with(parent: int) -> None:
    """Runs in the child before its program does: without this, a killed supervisor leaves orphans on our ports."""
    if _LIBC is not None:
        _LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before we asked
        os._exit(1)
