"""Owns serving both listeners in one process until asked to stop."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI

from appliance.contract.ports import BASE_VARIABLE, HOST
from appliance.contract.problems import ErrorCode, Refused

# Streams that are still open when the box stops get this long to say their last words.
GRACE_S = 3


async def serve(
    apps: Mapping[int, FastAPI], background: Sequence[asyncio.Task[None]], stopping_now: Callable[[], None]
) -> None:
    """Serve each app on its loopback port until SIGTERM or SIGINT, or until a background task fails.

    `stopping_now` is called first, to end streams that would else go on for as long as somebody listens.
    Raises Refused when a port is taken, and whatever a background task died of.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    listeners = [(_Server(_config(app)), _listen(port)) for port, app in apps.items()]
    tasks = [asyncio.create_task(server.serve(sockets=[listener])) for server, listener in listeners]
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait((stopping, *tasks, *background), return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    stopping_now()
    for server, _ in listeners:
        server.should_exit = True
    await asyncio.gather(*tasks)
    for task in background:
        if task.done():
            task.result()


class _Server(uvicorn.Server):
    """A server whose signals are watched by the process as a whole."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _listen(port: int) -> socket.socket:
    try:
        return socket.create_server((HOST, port), backlog=1024)
    except OSError as cause:
        detail = f"Port {port} is used by another program; start Shopbell with {BASE_VARIABLE} set to a free one."
        raise Refused(ErrorCode.BAD_INPUT, detail) from cause


def _config(app: FastAPI) -> uvicorn.Config:
    return uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=GRACE_S)
