"""Owns one model server from start to exit code: listen first, load in a thread, serve until asked to stop."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import uvicorn

from appliance.contract.ports import HOST
from appliance.contract.settings import ModelSettings
from appliance.core.exit_codes import SETTINGS_ARE_WRONG, TRY_AGAIN
from appliance.model_server import roles
from appliance.model_server.web.gate import Gate

# Streams that are still open when the process is asked to stop get this long to say their last words.
GRACE_S = 3
# A step that is under way when the process is asked to stop may take this long.
STEP_S = 5.0


def run(
    role: Literal["chat", "embed"],
    port: int,
    token: str,
    model_file: Path | None,
    settings: ModelSettings,
    safe_mode: bool,
    prefixes: Path | None = None,
) -> int:
    """Serve until SIGTERM or SIGINT, or until the model fails. Call from the main thread.

    `prefixes` is the file for what role chat keeps from one run to the next.
    Returns 0 asked to stop, 70 failed, 75 try again, 78 do not restart; then one sentence on stderr says why.
    """
    if not token:
        return _say("The model server was started without a token.", SETTINGS_ARE_WRONG)
    if role == "chat" and model_file is None:
        return _say("The model server was started without a model file.", SETTINGS_ARE_WRONG)
    try:
        listener = socket.create_server((HOST, port), backlog=256)
    except OSError as cause:
        return _say(f"Port {port} cannot be used: {cause.strerror}.", TRY_AGAIN)
    part = roles.embed() if model_file is None else roles.chat(model_file, settings, safe_mode, prefixes)
    return _serve(part, token, listener)


def _serve(part: roles.Part, token: str, listener: socket.socket) -> int:
    server = _Server(part, token)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, server.handle_exit)
    part.worker.start(server.worker_ended)
    server.run(sockets=[listener])
    part.worker.stop()
    if not part.worker.join(STEP_S):
        # It sits in a long computation. Leaving the usual way would pull the memory from under it.
        os._exit(0)
    return _say(part.worker.reason, code) if (code := server.worker_code) else 0


class _Server(uvicorn.Server):
    """Ends when a signal asks for it, and when its worker ends by itself."""

    def __init__(self, part: roles.Part, token: str) -> None:
        super().__init__(
            uvicorn.Config(
                Gate(part.app, token),
                loop="uvloop",
                log_config=None,
                access_log=False,
                lifespan="off",
                timeout_graceful_shutdown=GRACE_S,
            )
        )
        self._worker = part.worker
        self.worker_code = 0

    def worker_ended(self, code: int) -> None:
        """Called in the worker's thread."""
        self.worker_code = code
        self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._worker.stop()  # first: those who read a stream are told, and need not wait for the grace to end
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield  # they are watched for the process as a whole, and the exit code is ours


def _say(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code
